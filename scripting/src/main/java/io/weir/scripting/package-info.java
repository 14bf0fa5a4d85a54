/** The JavaScript host. One front door; each loop gets its own hooks from it. */
@NullMarked
package io.weir.scripting;

import org.jspecify.annotations.NullMarked;

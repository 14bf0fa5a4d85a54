/** The front door of the data plane: start it, swap its configuration, read its counters, stop it. */
@NullMarked
package io.weir.engine;

import org.jspecify.annotations.NullMarked;

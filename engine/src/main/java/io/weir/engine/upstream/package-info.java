/** Connections to servers and the idle ones of a loop. */
@NullMarked
package io.weir.engine.upstream;

import org.jspecify.annotations.NullMarked;

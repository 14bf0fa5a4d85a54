/** One event loop and what its connections share: timers, buffers, transport. */
@NullMarked
package io.weir.engine.loop;

import org.jspecify.annotations.NullMarked;

/** Requests that wait for a slot. */
@NullMarked
package io.weir.engine.queue;

import org.jspecify.annotations.NullMarked;

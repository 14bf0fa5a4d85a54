/** Listening sockets, and the limits that decide when they accept. */
@NullMarked
package io.weir.engine.accept;

import org.jspecify.annotations.NullMarked;

/** HTTP/1 messages on the wire: heads read by offsets, bodies measured, heads written (RFC 9112). */
@NullMarked
package io.weir.engine.http1;

import org.jspecify.annotations.NullMarked;

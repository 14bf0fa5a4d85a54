/** Stick tables of several processes in step: sessions with peers, and the messages that they exchange. */
@NullMarked
package io.weir.engine.peers;

import org.jspecify.annotations.NullMarked;

package io.weir.rules;

import io.weir.rules.table.Tracking;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What rules may know of the client connection. Loop-confined. */
public interface ConnectionView {
    /** An {@link java.net.InetSocketAddress}, or another address for a unix socket. */
    SocketAddress source();

    SocketAddress destination();

    /** The {@code name} of the {@code bind} line where it came in; empty when it has none. */
    String listener();

    /** Number of that address in its frontend, see {@code bind … id}; 0: not known. */
    default int listenerId() {
        return 0;
    }

    /** Where it really came from, whatever a header or {@code set-src} says of the session. */
    default SocketAddress realSource() {
        return source();
    }

    /** Where it really went to, whatever a header or {@code set-dst} says of the session. */
    default SocketAddress realDestination() {
        return destination();
    }

    /** The header of the PROXY protocol that it began with; null: none. */
    default @Nullable ProxyHeader proxyHeader() {
        return null;
    }

    /** From its accept to the end of what it began with. */
    default int handshakeMillis() {
        return 0;
    }

    /** Why it never became a session; null: it did, or may still. */
    default @Nullable HandshakeFault handshakeFault() {
        return null;
    }

    /** What the kernel measured; -1 where it says nothing, as of a unix socket. */
    default long measured(TcpMeasure measure) {
        return -1;
    }

    /** Requests so far on this connection, this one included. */
    int requests();

    /** Milliseconds since it was accepted. */
    long ageMillis();

    /** Its variables, {@code sess.}. */
    Variables variables();

    /** What its rules track as long as it lives; null: nothing. */
    default @Nullable Tracking tracking() {
        return null;
    }
}

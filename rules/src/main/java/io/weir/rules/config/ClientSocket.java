package io.weir.rules.config;

/**
 * What the socket of each client of a frontend is asked for.
 *
 * @param noLinger {@code option nolinger}: its end is a reset, and what the client has not got by then is lost
 *     <p>Any thread; immutable.
 */
public record ClientSocket(KeepAlive keepAlive, boolean noLinger) {
    /** As the system makes it. */
    public static final ClientSocket PLAIN = new ClientSocket(KeepAlive.OFF, false);
}

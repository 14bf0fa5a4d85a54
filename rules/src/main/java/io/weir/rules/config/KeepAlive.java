package io.weir.rules.config;

/**
 * TCP keep-alive probes of one side ({@code option clitcpka}, {@code srvtcpka}); a number that is 0 is the system's.
 *
 * @param count unanswered probes after which the connection is given up
 * @param idleSeconds silence before the first probe
 * @param intervalSeconds between two probes
 *     <p>Any thread; immutable.
 */
public record KeepAlive(boolean on, int count, int idleSeconds, int intervalSeconds) {
    public static final KeepAlive OFF = new KeepAlive(false, 0, 0, 0);
}

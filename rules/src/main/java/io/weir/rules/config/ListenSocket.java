package io.weir.rules.config;

/**
 * What a listening socket is asked for, beyond where it listens (configuration manual section 5.1).
 *
 * @param maxSegmentBytes {@code mss}; 0: as the system says
 * @param userTimeoutMillis {@code tcp-ut}: how long sent bytes may go unacknowledged; 0: as the system says
 * @param deferAccept a client is accepted when its first bytes are there, or after about a second
 * @param fastOpen the first bytes may come with the first packet
 * @param transparent the address may be one that this machine does not have
 * @param delaysAck {@code option tcp-smart-accept}: no packet only to acknowledge what is answered at once
 * @param interfaceName the only network interface to be used; empty: any
 *     <p>Any thread; immutable.
 */
public record ListenSocket(
        int maxSegmentBytes,
        int userTimeoutMillis,
        boolean deferAccept,
        boolean fastOpen,
        boolean transparent,
        boolean delaysAck,
        IpVersions ipVersions,
        String interfaceName) {
    /** As the system makes it. */
    public static final ListenSocket PLAIN = new ListenSocket(0, 0, false, false, false, false, IpVersions.SYSTEM, "");

    /** Whom a socket on an IPv6 address serves. */
    public enum IpVersions {
        SYSTEM,
        /** {@code v4v6}. */
        BOTH,
        /** {@code v6only}. */
        ONLY_SIX
    }

    /** The same with the proxy's {@code option tcp-smart-accept}. */
    public ListenSocket withDelayedAck(boolean delayed) {
        return new ListenSocket(
                maxSegmentBytes,
                userTimeoutMillis,
                deferAccept,
                fastOpen,
                transparent,
                delayed,
                ipVersions,
                interfaceName);
    }
}

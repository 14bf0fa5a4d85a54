package io.weir.rules;

/** What the kernel measures of a TCP connection, by the names of its {@code tcp_info}. Any thread. */
public enum TcpMeasure {
    /** Smoothed round trip time in microseconds. */
    RTT,
    /** Its variance in microseconds. */
    RTTVAR,
    UNACKED,
    SACKED,
    LOST,
    RETRANS,
    FACKETS,
    REORDERING
}

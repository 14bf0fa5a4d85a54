package io.weir.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * What rules said about the further way of a request besides its messages: its place in queues, its timeouts, and the
 * like. Changed only through {@link Effects}. Loop-confined.
 */
public final class StreamSettings {
    /** What is said where no rule said anything; nobody changes it. */
    public static final StreamSettings NONE = new StreamSettings();

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** No rule said how long. */
    public static final long TIMEOUT_UNSET = -1;

    /** No rule gave the packets one. */
    public static final int MARK_UNSET = -1;

    int priorityClass;
    int priorityOffsetMillis;
    long serverMillis = TIMEOUT_UNSET;
    long tunnelMillis = TIMEOUT_UNSET;
    boolean withoutRetry;
    boolean expectsProxy;
    boolean serverClosed;
    int mark = MARK_UNSET;
    int tos = MARK_UNSET;
    final List<List<Reply.Field>> earlyHints = new ArrayList<>();
    boolean hintOpen;

    /** This and what follows is of few requests, and so not kept in each transaction. */
    int failedRewrites;

    /** How many of them were before there was a backend, and before there was the server. */
    int failedBeforeBackend;

    int failedBeforeServer;

    int resumesAtLine;

    StreamSettings() {}

    /** A timeout that a rule sets. */
    public enum Timeout {
        SERVER,
        TUNNEL
    }

    /** -2047 to 2047; a lower one leaves a queue earlier. */
    public int priorityClass() {
        return priorityClass;
    }

    /** Counts as if the request had arrived so much later in its queue; negative: earlier. */
    public int priorityOffsetMillis() {
        return priorityOffsetMillis;
    }

    /** 0: none; {@link #TIMEOUT_UNSET}: as configured. */
    public long millis(Timeout timeout) {
        return switch (timeout) {
            case SERVER -> serverMillis;
            case TUNNEL -> tunnelMillis;
        };
    }

    /** What a rule said, else what is configured; in nanoseconds, 0: none. */
    public long nanos(Timeout timeout, long configuredNanos) {
        long said = millis(timeout);
        return said == TIMEOUT_UNSET ? configuredNanos : said * NANOS_PER_MILLI;
    }

    /** {@code disable-l7-retry}: a request that reached a server is not sent again. */
    public boolean isWithoutRetry() {
        return withoutRetry;
    }

    /** {@code expect-proxy layer4}: the connection begins with a header of the PROXY protocol. */
    public boolean expectsProxy() {
        return expectsProxy;
    }

    /** {@code tcp-response content close}: nothing more is taken of the server. */
    public boolean isServerClosed() {
        return serverClosed;
    }

    /** Netfilter mark of packets to the client as an unsigned number, or {@link #MARK_UNSET}. */
    public int mark() {
        return mark;
    }

    /** DS field of packets to the client, 0 to 255, or {@link #MARK_UNSET}. */
    public int tos() {
        return tos;
    }

    /** The fields of each interim response 103 that is to be sent (RFC 8297), which are forgotten here. */
    public List<List<Reply.Field>> takeEarlyHints() {
        if (earlyHints.isEmpty()) return List.of();
        var taken = List.copyOf(earlyHints);
        earlyHints.clear();
        hintOpen = false;
        return taken;
    }
}

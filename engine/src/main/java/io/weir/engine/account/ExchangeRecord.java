package io.weir.engine.account;

import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one exchange for its log line, filled in by each stage on its way. Times are readings of
 * {@link System#nanoTime()}; 0: that point was not reached. Loop-confined until it is handed to the log.
 */
public final class ExchangeRecord {
    public String frontend = "";
    public @Nullable String backend;
    public @Nullable String server;
    public @Nullable SocketAddress client;

    /** Milliseconds since 1970 of the first byte of the request. */
    public long startMillis;

    public long startNanos;
    public long requestNanos;
    public long slotNanos;
    public long connectedNanos;
    public long responseNanos;
    public long endNanos;

    /** Of the response that the client got; -1 when it got none, 0 when there was not even a request. */
    public int status = -1;

    /** Bytes sent to the client, heads included. */
    public long bytesOut;

    /** Bytes received from the client, heads included. */
    public long bytesIn;

    public Termination termination = Termination.NORMAL;
    public int retries;
    public boolean redispatched;

    /** Requests that were before it in the server's and in the backend's queue. */
    public int serverQueue;

    public int backendQueue;

    /** Counters at the end: process, frontend, backend, server. */
    public int activeConnections;

    public int frontendConnections;
    public int backendConnections;
    public int serverConnections;

    /** Method, target and version as received; null when the request was never whole. */
    public @Nullable String requestLine;

    /** Fields of a log hook. */
    public Map<String, String> fields = Map.of();
}

package io.weir.engine.account;

import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one exchange for its log line, filled in by each stage on its way. Times are readings of
 * {@link System#nanoTime()}; 0: that point was not reached. Loop-confined.
 */
public final class ExchangeRecord {
    public String frontend = "";
    public @Nullable String backend;
    public @Nullable String server;
    public @Nullable SocketAddress client;

    /** Where the client connected to; only the default line shows it. */
    public @Nullable SocketAddress destination;

    /** Number of the bind address in its frontend, from 1; stands for the port where the client came by unix socket. */
    public int listener = 1;

    /** Milliseconds since 1970 of the first byte of the request. */
    public long startMillis;

    public long startNanos;

    /** When the request head was whole and well-formed. */
    public long requestNanos;

    /** When the waiting for a slot was over, with one or without: also after a full or timed-out queue. */
    public long slotNanos;

    public long connectedNanos;
    public long responseNanos;
    public long endNanos;

    /** Of the response that the client got; -1 when it got none, 0 when there was not even a request. */
    public int status = -1;

    /** Bytes for the client, heads included, as HAProxy counts them. */
    public long bytesOut;

    /** Bytes of the client, heads included, as HAProxy counts them; 0 without a request that is whole and legal. */
    public long bytesIn;

    /** Bytes received of a request's head, legal or not. */
    public int headBytes;

    public Termination termination = Termination.NORMAL;
    public int retries;
    public boolean redispatched;

    /** Requests that were before it in the server's and in the backend's queue. */
    public int serverQueue;

    public int backendQueue;

    /** Counters at the end, this exchange no longer counted: process, frontend, backend, server. */
    public int activeConnections;

    public int frontendConnections;
    public int backendConnections;
    public int serverConnections;

    /** 0 (emerg) to 7 (debug), or 8: no line. */
    public int level = LogLevel.INFO.severity();

    /** Fields of a log hook. */
    public Map<String, String> fields = Map.of();

    private byte @Nullable [] requestBytes;
    private int requestStart;
    private int requestEnd;

    /**
     * Method, target and version as received; not called when the request was never whole.
     *
     * @param bytes are not copied: they stay as they are until the line is written
     */
    public void requestLine(byte[] bytes, int start, int end) {
        requestBytes = bytes;
        requestStart = start;
        requestEnd = end;
    }

    byte @Nullable [] requestBytes() {
        return requestBytes;
    }

    int requestStart() {
        return requestStart;
    }

    int requestEnd() {
        return requestEnd;
    }

    /** Milliseconds from the first byte of the request until then, -1 when that point was not reached. */
    int millisUntil(long nanos) {
        return nanos == 0 ? -1 : (int) Math.max(0, (nanos - startNanos) / 1_000_000);
    }
}

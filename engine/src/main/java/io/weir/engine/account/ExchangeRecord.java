package io.weir.engine.account;

import io.weir.rules.Captures;
import io.weir.rules.LogFacts;
import io.weir.rules.Transaction;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one exchange for its log line, filled in by each stage on its way. Times are readings of
 * {@link System#nanoTime()}; 0: that point was not reached. Loop-confined.
 */
public final class ExchangeRecord implements LogFacts {
    private static final AtomicLong REQUEST_NUMBERS = new AtomicLong();

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

    /** How long the connection had waited for that byte: since the client could begin or the request before had ended. */
    public long idleNanos;

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
    /** A {@link PersistenceState}. */
    public byte persistence;

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

    /** Lines that the frontend logged, this one not counted yet. */
    public @Nullable LongAdder logLines;

    /** Of the server's connection that it was sent over. */
    public @Nullable SocketAddress serverAddress;

    public @Nullable SocketAddress serverSource;

    /** Whether the line is written; it is written once. */
    public boolean logged;

    /** {@code option logasap}. */
    public boolean early;

    @Nullable Transaction transaction;

    private long requestNumber = -1;

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

    /** Whether {@code option dontlog-normal} lets its line pass, and {@code log-separate-errors} makes it an error. */
    public boolean wentWrong() {
        char ended = termination.code().charAt(0);
        return !requestWhole()
                || redispatched
                || ended != '-' && ended != 'L'
                || ended == '-' && retries > 0
                || status >= 500;
    }

    Captures captures() {
        return transaction == null ? Captures.NONE : transaction.captures();
    }

    /** It is that transaction's. */
    public void of(Transaction txn) {
        transaction = txn;
        frontend = txn.frontend();
        listener = txn.connection().listenerId();
        txn.facts(this);
    }

    /**
     * The record of a request whose first byte is here.
     *
     * @param waitedSinceNanos when its client could begin, or had its answer to the request before
     */
    public static ExchangeRecord begun(long waitedSinceNanos) {
        var record = new ExchangeRecord();
        record.startNanos = System.nanoTime();
        record.startMillis = System.currentTimeMillis();
        record.idleNanos = record.startNanos - waitedSinceNanos;
        return record;
    }

    /** No head came in time: what counts is how long the client was waited for. */
    public void startAtAccept() {
        startNanos -= idleNanos;
        startMillis -= idleTime();
        idleNanos = 0;
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

    // ---- as log formats see it

    @Override
    public boolean requestWhole() {
        return requestNanos != 0;
    }

    @Override
    public long acceptMillis() {
        return startMillis - idleTime() - handshakeTime();
    }

    @Override
    public long requestMillis() {
        return startMillis;
    }

    @Override
    public int handshakeTime() {
        Transaction txn = transaction;
        return txn == null || txn.connection().requests() > 1
                ? 0
                : txn.connection().handshakeMillis();
    }

    @Override
    public int idleTime() {
        return (int) (idleNanos / 1_000_000);
    }

    @Override
    public int requestTime() {
        return LogTimers.request(this);
    }

    @Override
    public int queueTime() {
        return LogTimers.queue(this);
    }

    @Override
    public int connectTime() {
        return LogTimers.connect(this);
    }

    @Override
    public int responseTime() {
        return LogTimers.response(this);
    }

    @Override
    public int dataTime() {
        return LogTimers.data(this);
    }

    @Override
    public int activeTime() {
        return LogTimers.total(this);
    }

    @Override
    public boolean early() {
        return early;
    }

    @Override
    public int responseStatus() {
        return status;
    }

    @Override
    public long sentBytes() {
        return bytesOut;
    }

    @Override
    public long receivedBytes() {
        return bytesIn;
    }

    @Override
    public String terminationState() {
        return termination.code();
    }

    @Override
    public String persistenceState() {
        return PersistenceState.text(persistence);
    }

    @Override
    public int retryCount() {
        return retries;
    }

    @Override
    public boolean wasRedispatched() {
        return redispatched;
    }

    @Override
    public int placeInServerQueue() {
        return serverQueue;
    }

    @Override
    public int placeInBackendQueue() {
        return backendQueue;
    }

    /** Given when it is asked for first, so that those who never ask share no counter. */
    @Override
    public long requestNumber() {
        if (requestNumber < 0) requestNumber = REQUEST_NUMBERS.getAndIncrement();
        return requestNumber;
    }

    @Override
    public long loggedLines() {
        return logLines == null ? 0 : logLines.sum();
    }

    @Override
    public int listenerNumber() {
        return listener;
    }

    @Override
    public @Nullable SocketAddress serverAddress() {
        return serverAddress;
    }

    @Override
    public @Nullable SocketAddress serverSource() {
        return serverSource;
    }
}

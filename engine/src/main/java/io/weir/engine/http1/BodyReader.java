package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;

/**
 * Finds out how many of the bytes that arrive belong to the current body, so that they can be passed on as they are.
 * Serves one direction of one connection, body after body. Loop-confined.
 */
public final class BodyReader {
    private final ChunkReader chunks;
    private BodyFraming framing = BodyFraming.NONE;
    private long left;
    private long plainBytes;
    private boolean closed;

    /** @param lineLimit bytes that a chunk's size line, and all trailers together, may have */
    public BodyReader(int lineLimit) {
        chunks = new ChunkReader(lineLimit);
    }

    /** @param contentLength for {@link BodyFraming#LENGTH} */
    public void start(BodyFraming framing, long contentLength) {
        this.framing = framing;
        left = framing == BodyFraming.LENGTH ? contentLength : 0;
        plainBytes = 0;
        closed = false;
        chunks.reset();
    }

    public BodyFraming framing() {
        return framing;
    }

    /**
     * Looks at the readable bytes and returns how many of them, counted from the reader index, belong to the body. The
     * caller passes on or drops exactly these before it calls again; the reader index is not moved.
     */
    public int scan(ByteBuf in) {
        if (framing == BodyFraming.CHUNKED) return chunks.scan(in);
        return plain(in);
    }

    /**
     * Like {@link #scan}, for a recipient to whom chunks mean nothing: takes chunk sizes and trailers off the readable
     * bytes itself and returns how many bytes of content then come first. There may be more behind them: call again
     * until it returns 0.
     */
    public int content(ByteBuf in) {
        if (framing == BodyFraming.CHUNKED) return chunks.content(in);
        return plain(in);
    }

    /** Says that the sender has closed: the end of a body without framing, too early for any other. */
    public void closed() {
        closed = true;
    }

    /** Whether the whole body has been seen. */
    public boolean done() {
        return switch (framing) {
            case NONE -> true;
            case LENGTH -> left == 0;
            case CHUNKED -> chunks.done();
            case UNTIL_CLOSE, TUNNEL -> closed;
        };
    }

    /** Whether the next byte of the input cannot be part of a legal body: see {@link #fault()}. */
    public boolean bad() {
        return framing == BodyFraming.CHUNKED && chunks.bad();
    }

    /** Why it is {@link #bad()}; the offset counts from the body's first byte. */
    public Fault fault() {
        return chunks.fault();
    }

    /** Bytes of the current body seen so far, with chunk sizes and trailers. */
    public long wireBytes() {
        return framing == BodyFraming.CHUNKED ? chunks.passed() : plainBytes;
    }

    /** Bytes of content seen so far, without chunk sizes and trailers. */
    public long contentBytes() {
        return framing == BodyFraming.CHUNKED ? chunks.payloadBytes() : plainBytes;
    }

    /** Bytes of content that are known to follow: with chunks only what is missing of the one that has begun. */
    public long announcedBytes() {
        return switch (framing) {
            case NONE, UNTIL_CLOSE, TUNNEL -> 0;
            case LENGTH -> left;
            case CHUNKED -> chunks.announcedBytes();
        };
    }

    /** Bytes of the current body as logs and counters count them: content, and trailers without what separates them. */
    public long messageBytes() {
        return framing == BodyFraming.CHUNKED ? chunks.messageBytes() : plainBytes;
    }

    private int plain(ByteBuf in) {
        int bytes = switch (framing) {
            case NONE, CHUNKED -> 0;
            case LENGTH -> (int) Math.min(left, in.readableBytes());
            case UNTIL_CLOSE, TUNNEL -> in.readableBytes();
        };
        left -= bytes;
        plainBytes += bytes;
        return bytes;
    }
}

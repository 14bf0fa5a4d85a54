package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Fault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a chunked body without changing it (RFC 9112 section 7.1). What passes is forwarded as it came, so every
 * byte is checked that another reader might understand differently: line ends are CR LF and nothing else. Loop-confined.
 */
final class ChunkReader {
    private static final int MAX_DIGITS = 16;

    private enum State {
        SIZE,
        BLANKS,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        LAST_LF,
        DONE,
        BAD
    }

    private final int lineLimit;
    private State state = State.SIZE;
    private int digits;
    private long size;
    private int lineBytes;
    private long passed;
    private long payloadBytes;
    private @Nullable Fault fault;

    ChunkReader(int lineLimit) {
        this.lineLimit = lineLimit;
    }

    void reset() {
        state = State.SIZE;
        digits = 0;
        size = 0;
        lineBytes = 0;
        passed = 0;
        payloadBytes = 0;
        fault = null;
    }

    boolean done() {
        return state == State.DONE;
    }

    boolean bad() {
        return state == State.BAD;
    }

    Fault fault() {
        var known = fault;
        if (known == null) throw new IllegalStateException("no fault in state " + state);
        return known;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** Returns how many readable bytes belong to the body; the reader index is not moved. */
    int scan(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int i = start;
        while (i < end && state != State.DONE && state != State.BAD) {
            if (state == State.DATA) {
                int data = (int) Math.min(size, end - i);
                size -= data;
                payloadBytes += data;
                i += data;
                if (size == 0) state = State.DATA_CR;
                continue;
            }
            Kind wrong = step(in.getByte(i));
            if (wrong == null) {
                i++;
            } else {
                fault = new Fault(wrong, passed + (i - start));
                state = State.BAD;
            }
        }
        passed += i - start;
        return i - start;
    }

    /** Takes one byte outside the data; null when it is legal. */
    private @Nullable Kind step(byte b) {
        return switch (state) {
            case SIZE -> size(b);
            case BLANKS -> b == ' ' || b == '\t' ? counted(Kind.CHUNK_SIZE) : behindSize(b);
            case EXTENSION -> b == '\r' ? to(State.SIZE_LF) : text(b) ? counted(Kind.CHUNK_SIZE) : Kind.CHUNK_SIZE;
            case SIZE_LF -> b == '\n' ? sizeKnown() : Kind.CHUNK_SIZE;
            case DATA_CR -> b == '\r' ? to(State.DATA_LF) : Kind.CHUNK_END;
            case DATA_LF -> b == '\n' ? nextChunk() : Kind.CHUNK_END;
            case TRAILER -> b == '\r' ? to(State.LAST_LF) : trailerName(b);
            case TRAILER_NAME -> b == ':' ? to(State.TRAILER_VALUE) : trailerName(b);
            case TRAILER_VALUE -> b == '\r' ? to(State.TRAILER_LF) : text(b) ? counted(Kind.TRAILER) : Kind.TRAILER;
            case TRAILER_LF -> b == '\n' ? to(State.TRAILER) : Kind.TRAILER;
            case LAST_LF -> b == '\n' ? to(State.DONE) : Kind.TRAILER;
            case DATA, DONE, BAD -> throw new IllegalStateException("no step in state " + state);
        };
    }

    private @Nullable Kind size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit < 0) return digits == 0 ? Kind.CHUNK_SIZE : behindSize(b);
        if (++digits > MAX_DIGITS || size > Long.MAX_VALUE >> 4) return Kind.CHUNK_SIZE;
        size = size << 4 | digit;
        return null;
    }

    /** Blanks behind a size are bad white space that recipients must take (RFC 9112 section 7.1.1). */
    private @Nullable Kind behindSize(byte b) {
        return switch (b) {
            case ' ', '\t' -> to(State.BLANKS);
            case ';' -> to(State.EXTENSION);
            case '\r' -> to(State.SIZE_LF);
            default -> Kind.CHUNK_SIZE;
        };
    }

    private @Nullable Kind sizeKnown() {
        lineBytes = 0;
        return to(size == 0 ? State.TRAILER : State.DATA);
    }

    private @Nullable Kind nextChunk() {
        digits = 0;
        return to(State.SIZE);
    }

    private @Nullable Kind trailerName(byte b) {
        if (!Octets.token(b)) return Kind.TRAILER;
        state = State.TRAILER_NAME;
        return counted(Kind.TRAILER);
    }

    private @Nullable Kind to(State next) {
        state = next;
        return null;
    }

    private @Nullable Kind counted(Kind excess) {
        return ++lineBytes > lineLimit ? excess : null;
    }

    /** Bytes of a field value: no controls but tab (RFC 9110 section 5.5). */
    private static boolean text(byte b) {
        return b >= ' ' && b != 0x7f || b == '\t' || b < 0;
    }
}

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

    /** HAProxy's limit. */
    private static final long MAX_SIZE = (1L << 52) - 1;

    private static final long TRANSFER_ENCODING = hash("transfer-encoding");
    private static final long CONTENT_LENGTH = hash("content-length");
    private static final long HOST = hash("host");

    private enum State {
        SIZE,
        BLANKS,
        EXTENSION,
        QUOTED,
        QUOTED_PAIR,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        TRAILER_NAME,
        TRAILER_BLANKS,
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
    private int blankBytes;
    private long nameHash;
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
        blankBytes = 0;
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

    long passed() {
        return passed;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** What is missing of the chunk that has begun. */
    long announcedBytes() {
        return state == State.DATA ? size : 0;
    }

    long messageBytes() {
        return done() ? payloadBytes + lineBytes - blankBytes + MessageBytes.END_MARK : payloadBytes;
    }

    /** Returns how many readable bytes belong to the body; the reader index is not moved. */
    int scan(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int i = start;
        while (i < end && state != State.DONE && state != State.BAD) {
            i = framing(in, i, end);
            i += data(end - i);
        }
        return i - start;
    }

    /** Takes what is no data off the readable bytes and returns how many of data then come first. */
    int content(ByteBuf in) {
        int end = in.writerIndex();
        in.readerIndex(framing(in, in.readerIndex(), end));
        return data(in.readableBytes());
    }

    /** Walks to the next data, or to the first byte that is not part of the body. */
    private int framing(ByteBuf in, int from, int end) {
        int i = from;
        while (i < end && state != State.DATA && state != State.DONE && state != State.BAD) {
            Kind wrong = step(in.getByte(i));
            if (wrong == null) {
                i++;
            } else {
                fault = new Fault(wrong, passed + (i - from));
                state = State.BAD;
            }
        }
        passed += i - from;
        return i;
    }

    private int data(int readable) {
        if (state != State.DATA) return 0;
        int data = (int) Math.min(size, readable);
        size -= data;
        payloadBytes += data;
        passed += data;
        if (size == 0) state = State.DATA_CR;
        return data;
    }

    /** Takes one byte outside the data; null when it is legal. */
    private @Nullable Kind step(byte b) {
        return switch (state) {
            case SIZE -> size(b);
            case BLANKS -> b == ' ' || b == '\t' ? counted(Kind.CHUNK_SIZE) : behindSize(b);
            case EXTENSION -> b == '\r' ? to(State.SIZE_LF) : extension(b, b == '"' ? State.QUOTED : State.EXTENSION);
            case QUOTED -> extension(b, b == '"' ? State.EXTENSION : b == '\\' ? State.QUOTED_PAIR : State.QUOTED);
            case QUOTED_PAIR -> extension(b, State.QUOTED);
            case SIZE_LF -> b == '\n' ? sizeKnown() : Kind.CHUNK_SIZE;
            case DATA_CR -> b == '\r' ? to(State.DATA_LF) : Kind.CHUNK_END;
            case DATA_LF -> b == '\n' ? nextChunk() : Kind.CHUNK_END;
            case TRAILER -> b == '\r' ? to(State.LAST_LF) : firstOfTrailer(b);
            case TRAILER_NAME -> b == ':' ? trailerNamed() : trailerName(b);
            case TRAILER_BLANKS -> b == ' ' || b == '\t' ? blank() : trailerValue(b);
            case TRAILER_VALUE -> trailerValue(b);
            case TRAILER_LF -> b == '\n' ? to(State.TRAILER) : Kind.TRAILER;
            case LAST_LF -> b == '\n' ? to(State.DONE) : Kind.TRAILER;
            case DATA, DONE, BAD -> throw new IllegalStateException("no step in state " + state);
        };
    }

    private @Nullable Kind size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit < 0) return digits == 0 ? Kind.CHUNK_SIZE : behindSize(b);
        size = size << 4 | digit;
        return ++digits > MAX_DIGITS || size > MAX_SIZE ? Kind.CHUNK_SIZE : null;
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

    /** An open quote at the line's end is illegal: another reader might look for its end in what follows. */
    private @Nullable Kind extension(byte b, State next) {
        state = next;
        return text(b) ? counted(Kind.CHUNK_SIZE) : Kind.CHUNK_SIZE;
    }

    private @Nullable Kind sizeKnown() {
        lineBytes = 0;
        return to(size == 0 ? State.TRAILER : State.DATA);
    }

    private @Nullable Kind nextChunk() {
        digits = 0;
        return to(State.SIZE);
    }

    private @Nullable Kind firstOfTrailer(byte b) {
        nameHash = 0;
        state = State.TRAILER_NAME;
        return trailerName(b);
    }

    private @Nullable Kind trailerName(byte b) {
        if (!Octets.token(b)) return Kind.TRAILER;
        nameHash = hash(nameHash, b);
        return counted(Kind.TRAILER);
    }

    /** A trailer must not say what only a head may (RFC 9110 section 6.5.1): some recipients merge the two. */
    private @Nullable Kind trailerNamed() {
        if (nameHash == TRANSFER_ENCODING || nameHash == CONTENT_LENGTH || nameHash == HOST) return Kind.TRAILER;
        return to(State.TRAILER_BLANKS);
    }

    private @Nullable Kind blank() {
        blankBytes++;
        return counted(Kind.TRAILER);
    }

    private @Nullable Kind trailerValue(byte b) {
        if (b == '\r') return to(State.TRAILER_LF);
        state = State.TRAILER_VALUE;
        return text(b) ? counted(Kind.TRAILER) : Kind.TRAILER;
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

    private static long hash(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) hash = hash(hash, (byte) name.charAt(i));
        return hash;
    }

    private static long hash(long before, byte b) {
        return (before + (b >= 'A' && b <= 'Z' ? b | 0x20 : b)) * 0x9E3779B97F4A7C15L;
    }
}

package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads heads from a connection's bytes, one after the other, however the bytes arrive: each byte is copied once, into
 * the bytes of the head, and looked at where the last look ended. Serves one direction of one connection. Loop-confined.
 */
public abstract sealed class HeadReader permits RequestReader, ResponseReader {
    /** Bytes copied at a time: more than most heads have, few enough that a long pipeline costs little to copy. */
    private static final int STEP = 1024;

    private enum Phase {
        START_LINE,
        LINE,
        LINE_END,
        OVER
    }

    private final HeadLimits limits;
    final Strictness strictness;
    final HeadFacts facts = new HeadFacts();
    final FramingFields framing;
    private Phase phase = Phase.OVER;
    private ReadStatus status = ReadStatus.DONE;
    /** The head's bytes: those before {@code at} are looked at, those before {@code end} are there. */
    byte[] bytes = {};

    int at;
    int end;
    private int lineStart;
    private int lineEnd;
    private @Nullable Fault fault;

    HeadReader(HeadLimits limits, Strictness strictness, FramingFields.Rule rule) {
        this.limits = limits;
        this.strictness = strictness;
        framing = new FramingFields(facts, rule);
    }

    /** What the last head says about connection and body; complete after {@link ReadStatus#DONE}. */
    public final HeadFacts facts() {
        return facts;
    }

    /** Why the last status is {@link ReadStatus#BAD}. */
    public final Fault fault() {
        var known = fault;
        if (known == null) throw new IllegalStateException("no fault: " + this);
        return known;
    }

    /** Whether some bytes of a head have come, but not all. */
    public final boolean started() {
        return phase != Phase.OVER && end > 0;
    }

    /** Number of bytes of the head taken in so far; they stand at the beginning of the head's bytes. */
    public final int received() {
        return end;
    }

    /** Forgets a head that has begun; for when its connection or its receiver is given up. */
    public final void reset() {
        phase = Phase.OVER;
        end = 0;
    }

    /** Goes on with the head that has begun, or begins the next: then {@code into} is cleared already. */
    final ReadStatus readInto(ByteBuf in, Headers into) {
        if (phase == Phase.OVER) begin();
        ReadStatus result = ReadStatus.NEED_MORE;
        while (result == ReadStatus.NEED_MORE) {
            if (end == limits.bytes()) return over(ReadStatus.TOO_LARGE);
            int step = Math.min(Math.min(in.readableBytes(), STEP), limits.bytes() - end);
            if (step == 0) return ReadStatus.NEED_MORE;
            into.reserve(end + step + Octets.SLACK);
            bytes = into.bytes();
            in.readBytes(bytes, end, step);
            end += step;
            result = scan(into);
        }
        if (result == ReadStatus.DONE) in.readerIndex(in.readerIndex() - (end - at));
        return over(result);
    }

    /** Looks at the start line from {@link #at}; DONE puts {@link #at} behind its LF. */
    abstract ReadStatus startLine(Headers into);

    /** Makes itself ready for a new start line. */
    abstract void beginStartLine();

    /** Checks field line {@code i}, whose name is {@code length} long. */
    abstract @Nullable Kind field(Headers into, int i, int length);

    /** Checks the head as a whole. */
    abstract @Nullable Kind complete(Headers into);

    /** Makes the message bad by the byte at {@code offset}. */
    final ReadStatus bad(Kind kind, int offset) {
        fault = new Fault(kind, offset);
        return ReadStatus.BAD;
    }

    /**
     * Finds the LF of a line whose CR or LF is at {@code i}.
     *
     * @return the index behind it, -1 when it has not come yet, -2 when this is a bare CR
     */
    final int behindLineEnd(int i) {
        if (bytes[i] == '\n') return i + 1;
        if (i + 1 == end) return -1;
        return bytes[i + 1] == '\n' ? i + 2 : -2;
    }

    private void begin() {
        phase = Phase.START_LINE;
        at = end = 0;
        fault = null;
        framing.reset();
        beginStartLine();
    }

    private ReadStatus over(ReadStatus result) {
        phase = Phase.OVER;
        return result;
    }

    private ReadStatus scan(Headers into) {
        if (phase == Phase.START_LINE) {
            ReadStatus line = startLine(into);
            if (line != ReadStatus.DONE) return line;
            phase = Phase.LINE;
            lineStart = at;
        }
        while (true) {
            if (phase == Phase.LINE) {
                ReadStatus line = findLineEnd();
                if (line != ReadStatus.DONE) return line;
                if (lineEnd == lineStart) return emptyLine(into);
                phase = Phase.LINE_END;
            }
            if (at == end) return ReadStatus.NEED_MORE;
            phase = Phase.LINE;
            if (bytes[at] == ' ' || bytes[at] == '\t') {
                fold();
                continue;
            }
            ReadStatus line = line(into);
            if (line != ReadStatus.DONE) return line;
            lineStart = at;
        }
    }

    /** Control bytes have no place in a field line, tabs excepted (RFC 9110 section 5.5). */
    private ReadStatus findLineEnd() {
        int i = Octets.control(bytes, at, end);
        while (i < end && bytes[i] == '\t') i = Octets.control(bytes, i + 1, end);
        at = i;
        if (i == end) return ReadStatus.NEED_MORE;
        if (bytes[i] != '\r' && bytes[i] != '\n') return bad(Kind.CONTROL, i);
        int next = behindLineEnd(i);
        if (next == -1) return ReadStatus.NEED_MORE;
        if (next == -2) return bad(Kind.BARE_CR, i);
        lineEnd = i;
        at = next;
        return ReadStatus.DONE;
    }

    /** Obsolete line folding becomes spaces, and the line goes on (RFC 9112 section 5.2). */
    private void fold() {
        for (int i = lineEnd; i < at; i++) bytes[i] = ' ';
    }

    private ReadStatus line(Headers into) {
        int colon = lineStart;
        while (Octets.token(bytes[colon])) colon++;
        if (bytes[colon] != ':' || colon == lineStart) return bad(Kind.FIELD_NAME, colon);
        int from = colon + 1;
        while (from < lineEnd && blank(bytes[from])) from++;
        int to = lineEnd;
        while (to > from && blank(bytes[to - 1])) to--;
        if (into.size() == limits.fieldLines()) return bad(Kind.FIELD_LINES, lineStart);
        into.line(lineStart, colon, from, to);
        Kind wrong = field(into, into.size() - 1, colon - lineStart);
        return wrong == null ? ReadStatus.DONE : bad(wrong, from);
    }

    /** The empty line is not counted as used, so that an added line continues the others without a gap. */
    private ReadStatus emptyLine(Headers into) {
        Kind wrong = complete(into);
        if (wrong == null) wrong = framing.complete(into);
        if (wrong != null) return bad(wrong, lineStart);
        into.advance(lineStart - into.used());
        return ReadStatus.DONE;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    @Override
    public String toString() {
        return phase + " at " + at + " of " + end;
    }
}

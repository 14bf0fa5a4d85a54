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
    static final long HTTP_1_1 = Octets.word("HTTP/1.1");
    static final String VERSION = "HTTP/1.";

    /** Bytes copied at a time: more than most heads have, few enough that a long pipeline costs little to copy. */
    private static final int STEP = 1024;

    private static final byte[] NO_BYTES = {};

    private enum Phase {
        OVER,
        EMPTY_LINES,
        START_LINE,
        LINE,
        LINE_END
    }

    private final HeadLimits limits;
    final HeadFacts facts = new HeadFacts();
    final FramingFields framing = new FramingFields(facts);
    private Phase phase = Phase.OVER;
    private Strictness strictness;

    /** The head's bytes: those before {@link #at} are looked at, those before {@link #end} are there. */
    byte[] bytes = NO_BYTES;

    int at;
    int end;
    private int lineStart;
    private int lineEnd;
    private @Nullable Fault fault;

    HeadReader(HeadLimits limits, Strictness strictness) {
        this.limits = limits;
        this.strictness = strictness;
    }

    /** How much it forgives from the next head on. */
    public final void strictness(Strictness other) {
        strictness = other;
    }

    final boolean relaxed() {
        return strictness == Strictness.RELAXED;
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

    /** Whether some bytes of a head have come, but not all; empty lines before it do not count. */
    public final boolean started() {
        return phase != Phase.OVER && end > 0;
    }

    /** Bytes of the head taken in so far; they stand at the beginning of its bytes, a bad one too. */
    public final int received() {
        return end;
    }

    /** Forgets a head that has begun; for when its connection or its receiver is given up. */
    public final void reset() {
        over(ReadStatus.NEED_MORE);
        end = 0;
    }

    /** Goes on with the head that has begun, or begins the next: then {@code into} is empty already. */
    final ReadStatus readInto(ByteBuf in, Headers into) {
        if (phase == Phase.OVER) begin();
        while (true) {
            int step = Math.min(Math.min(in.readableBytes(), STEP), limits.bytes() - end);
            if (step == 0) return end == limits.bytes() ? over(ReadStatus.TOO_LARGE) : ReadStatus.NEED_MORE;
            into.reserve(end + step + Octets.SLACK);
            bytes = into.bytes();
            in.readBytes(bytes, end, step);
            end += step;
            ReadStatus result = scan(into);
            if (result == ReadStatus.NEED_MORE) continue;
            if (result == ReadStatus.DONE) giveBackRest(in);
            return over(result);
        }
    }

    /** Makes itself ready for a new start line. */
    abstract void begun();

    /** Looks at the start line, of which {@link #at} bytes are known; DONE puts {@link #at} behind its LF. */
    abstract ReadStatus startLine();

    /** Checks field line {@code i}, whose name is {@code length} long; null when it is legal. */
    abstract @Nullable Kind field(Headers into, int i, int length);

    /** Checks the head as a whole; null when it is legal. */
    abstract @Nullable Kind complete(Headers into);

    /** Makes the message bad by the byte at {@code offset}. */
    final ReadStatus bad(Kind kind, int offset) {
        fault = new Fault(kind, offset);
        return ReadStatus.BAD;
    }

    /** Takes the end of a line, CR LF or LF alone, of which {@link #at} is the first byte (RFC 9112 section 2.2). */
    final ReadStatus lineEnd(Kind otherwise) {
        if (at == end) return ReadStatus.NEED_MORE;
        if (bytes[at] == '\n') {
            at++;
            return ReadStatus.DONE;
        }
        if (bytes[at] != '\r') return bad(otherwise, at);
        if (at + 1 == end) return ReadStatus.NEED_MORE;
        if (bytes[at + 1] != '\n') return bad(Kind.BARE_CR, at);
        at += 2;
        return ReadStatus.DONE;
    }

    /** Goes to the end of a line's text, where no controls may stand but tabs (RFC 9110 section 5.5) unless asked. */
    final void skipText() {
        int i = Octets.control(bytes, at, end);
        while (i < end && passes(bytes[i])) i = Octets.control(bytes, i + 1, end);
        at = i;
    }

    /** Whether a control byte may stand in a text; a NUL, where some readers stop, never. */
    private boolean passes(byte b) {
        return b == '\t' || relaxed() && b != 0 && b != '\r' && b != '\n';
    }

    /** Whether a version of whatever protocol counts as HTTP/1.1. */
    final boolean isModern(int start, int length) {
        byte major = bytes[start + 5];
        return length == 8 && (major > '1' || major == '1' && bytes[start + 7] >= '1');
    }

    static boolean isVersionByte(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b == '/' || b == '.';
    }

    /** Whether the head ends with its start line (HTTP/0.9). */
    boolean endsWithStartLine() {
        return false;
    }

    private void begin() {
        phase = Phase.EMPTY_LINES;
        at = end = 0;
        fault = null;
        framing.reset();
        begun();
    }

    private void giveBackRest(ByteBuf in) {
        in.readerIndex(in.readerIndex() - (end - at));
        end = at;
    }

    private ReadStatus over(ReadStatus result) {
        phase = Phase.OVER;
        bytes = NO_BYTES;
        return result;
    }

    private ReadStatus scan(Headers into) {
        if (phase == Phase.EMPTY_LINES) {
            ReadStatus empty = emptyLines();
            if (empty != ReadStatus.DONE) return empty;
            phase = Phase.START_LINE;
        }
        if (phase == Phase.START_LINE) {
            ReadStatus line = startLine();
            if (line != ReadStatus.DONE) return line;
            phase = Phase.LINE;
            lineStart = at;
            if (endsWithStartLine()) return emptyLine(into);
        }
        return lines(into);
    }

    private ReadStatus lines(Headers into) {
        if (phase == Phase.LINE) {
            ReadStatus text = textOfLine();
            if (text != ReadStatus.DONE) return text;
        }
        while (lineEnd > lineStart) {
            if (at == end) return more(Phase.LINE_END);
            if (bytes[at] == ' ' || bytes[at] == '\t') {
                fold();
            } else {
                ReadStatus line = line(into);
                if (line != ReadStatus.DONE) return line;
                lineStart = at;
            }
            ReadStatus text = textOfLine();
            if (text != ReadStatus.DONE) return text;
        }
        return emptyLine(into);
    }

    /** Goes behind the end of a line; whether the line ends there, only the next byte can tell. */
    private ReadStatus textOfLine() {
        skipText();
        lineEnd = at;
        ReadStatus result = lineEnd(Kind.CONTROL);
        return result == ReadStatus.NEED_MORE ? more(Phase.LINE) : result;
    }

    private ReadStatus more(Phase then) {
        phase = then;
        return ReadStatus.NEED_MORE;
    }

    /** Empty lines before a message are skipped and forgotten (RFC 9112 section 2.2). */
    private ReadStatus emptyLines() {
        ReadStatus line = ReadStatus.DONE;
        while (line == ReadStatus.DONE && at < end && (bytes[at] == '\r' || bytes[at] == '\n'))
            line = lineEnd(Kind.BARE_CR);
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
        }
        if (line == ReadStatus.BAD) return bad(Kind.BARE_CR, 0);
        return end == 0 ? ReadStatus.NEED_MORE : line;
    }

    /** Obsolete line folding becomes spaces, and the line goes on (RFC 9112 section 5.2). */
    private void fold() {
        for (int i = lineEnd; i < at; i++) bytes[i] = ' ';
    }

    private ReadStatus line(Headers into) {
        int colon = relaxed() ? Octets.notVisible(bytes, lineStart) : Octets.notToken(bytes, lineStart);
        if (bytes[colon] != ':' || colon == lineStart) return bad(Kind.FIELD_NAME, colon);
        if (into.size() == limits.fieldLines()) return bad(Kind.FIELD_LINES, lineStart);
        int from = HopByHop.skipBlanks(bytes, colon + 1, lineEnd);
        into.line(lineStart, colon, from, HopByHop.trim(bytes, from, lineEnd));
        Kind wrong = field(into, into.size() - 1, colon - lineStart);
        return wrong == null ? ReadStatus.DONE : bad(wrong, from);
    }

    /** The empty line is not counted as used, so that an added line continues the others without a gap. */
    private ReadStatus emptyLine(Headers into) {
        framing.complete(into);
        Kind wrong = complete(into);
        if (wrong != null) return bad(wrong, lineStart);
        into.advance(lineStart - into.used());
        if (facts.connectionNamesFields) HopByHop.removeNamed(into);
        if (facts.transferCodingsField) HopByHop.onlyTrailers(into);
        return ReadStatus.DONE;
    }

    @Override
    public String toString() {
        return phase + " at " + at + " of " + end;
    }
}

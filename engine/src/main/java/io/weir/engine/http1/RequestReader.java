package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import org.jspecify.annotations.Nullable;

/** Reads request heads (RFC 9112 sections 3 and 5). Loop-confined. */
public final class RequestReader extends HeadReader {
    private enum Part {
        BLANK,
        METHOD,
        TARGET,
        VERSION,
        VERSION_DIGIT,
        LINE_END
    }

    private static final long HTTP_1_1 = Octets.word("HTTP/1.1");
    private static final String VERSION = "HTTP/1.";

    private Part part = Part.BLANK;
    private int methodStart;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int versionStart;
    private int hostStart;
    private int hostEnd;

    public RequestReader(HeadLimits limits, Strictness strictness) {
        super(limits, strictness, FramingFields.Rule.REQUEST);
    }

    /**
     * Goes on reading a head into {@code head}, the same one until the head is complete.
     *
     * @return when it is not {@link ReadStatus#NEED_MORE}, the next call begins a new head
     */
    public ReadStatus read(ByteBuf in, RequestHead head) {
        if (!started()) head.clear();
        ReadStatus result = readInto(in, head.headers());
        if (result == ReadStatus.DONE)
            head.startLine(methodStart, methodEnd, targetStart, targetEnd, facts.minorVersion);
        return result;
    }

    @Override
    void beginStartLine() {
        part = Part.BLANK;
        hostStart = -1;
    }

    @Override
    ReadStatus startLine(Headers into) {
        if (part == Part.BLANK) {
            ReadStatus blank = emptyLines();
            if (blank != ReadStatus.DONE) return blank;
        }
        if (part == Part.METHOD) {
            ReadStatus method = method();
            if (method != ReadStatus.DONE) return method;
        }
        if (part == Part.TARGET) {
            ReadStatus target = target();
            if (target != ReadStatus.DONE) return target;
        }
        return version();
    }

    /** Empty lines before a request are skipped (RFC 9112 section 2.2). */
    private ReadStatus emptyLines() {
        while (at < end && (bytes[at] == '\r' || bytes[at] == '\n')) {
            int next = behindLineEnd(at);
            if (next == -1) return ReadStatus.NEED_MORE;
            if (next == -2) return bad(Kind.BARE_CR, at);
            at = next;
        }
        if (at == end) return ReadStatus.NEED_MORE;
        methodStart = at;
        part = Part.METHOD;
        return ReadStatus.DONE;
    }

    private ReadStatus method() {
        int i = at;
        while (i < end && Octets.token(bytes[i])) i++;
        at = i;
        if (i == end) return ReadStatus.NEED_MORE;
        if (bytes[i] != ' ' || i == methodStart) return bad(Kind.METHOD, i);
        methodEnd = i;
        targetStart = at = i + 1;
        part = Part.TARGET;
        return ReadStatus.DONE;
    }

    private ReadStatus target() {
        at = Octets.notTarget(bytes, at, end);
        if (at == end) return ReadStatus.NEED_MORE;
        if (bytes[at] != ' ' || at == targetStart) return bad(Kind.TARGET, at);
        targetEnd = at;
        int wrong = Target.wrong(bytes, methodStart, methodEnd, targetStart, targetEnd);
        if (wrong >= 0) return bad(Kind.TARGET, wrong);
        versionStart = ++at;
        part = Part.VERSION;
        return ReadStatus.DONE;
    }

    /** HTTP/1.2 and later are understood as 1.1 (RFC 9112 section 2.3). */
    private ReadStatus version() {
        if (part == Part.VERSION && end - at >= 8 && Octets.word(bytes, at) == HTTP_1_1) {
            facts.minorVersion = 1;
            at += 8;
            part = Part.LINE_END;
        }
        while (part == Part.VERSION) {
            if (at == end) return ReadStatus.NEED_MORE;
            int matched = at - versionStart;
            if (bytes[at] != VERSION.charAt(matched)) return bad(Kind.VERSION, at);
            if (matched == VERSION.length() - 1) part = Part.VERSION_DIGIT;
            at++;
        }
        if (part == Part.VERSION_DIGIT) {
            if (at == end) return ReadStatus.NEED_MORE;
            if (bytes[at] < '0' || bytes[at] > '9') return bad(Kind.VERSION, at);
            facts.minorVersion = bytes[at] == '0' ? 0 : 1;
            at++;
            part = Part.LINE_END;
        }
        if (at == end) return ReadStatus.NEED_MORE;
        if (bytes[at] != '\r' && bytes[at] != '\n') return bad(Kind.VERSION, at);
        int next = behindLineEnd(at);
        if (next == -1) return ReadStatus.NEED_MORE;
        if (next == -2) return bad(Kind.BARE_CR, at);
        at = next;
        return ReadStatus.DONE;
    }

    @Override
    @Nullable Kind field(Headers into, int i, int length) {
        if (length == 4) {
            int start = into.nameStart(i);
            return Octets.is(bytes, start, start + 4, "host") ? host(into, i) : null;
        }
        if (length == 6) {
            int start = into.nameStart(i);
            // an HTTP/1.0 client cannot know of 100 responses (RFC 9110 section 10.1.1)
            if (Octets.is(bytes, start, start + 6, "expect") && into.valueIs(i, "100-continue"))
                facts.expectContinue = facts.minorVersion > 0;
            return null;
        }
        return framing.field(into, i, length);
    }

    /** Several equal Host lines become one. */
    private @Nullable Kind host(Headers into, int i) {
        int start = into.valueStart(i);
        int stop = into.valueEnd(i);
        if (hostStart >= 0) {
            if (!Octets.same(bytes, start, stop, hostStart, hostEnd)) return Kind.HOST;
            into.removeAt(i);
            return null;
        }
        hostStart = start;
        hostEnd = stop;
        facts.hostLine = i;
        return Target.namesOtherHost(bytes, targetStart, targetEnd, start, stop) ? Kind.HOST : null;
    }

    /** HTTP/1.1 demands a Host (RFC 9112 section 3.2). */
    @Override
    @Nullable Kind complete(Headers into) {
        return hostStart < 0 && facts.minorVersion > 0 ? Kind.HOST : null;
    }
}

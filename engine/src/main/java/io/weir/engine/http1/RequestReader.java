package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import org.jspecify.annotations.Nullable;

/** Reads request heads (RFC 9112 sections 3 and 5). Loop-confined. */
public final class RequestReader extends HeadReader {
    private enum Part {
        METHOD,
        TARGET,
        VERSION,
        LINE_END
    }

    private static final long TE = Octets.word("te");
    private static final long HOST = Octets.word("host");
    private static final long EXPECT = Octets.word("expect");

    private Part part = Part.METHOD;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int versionStart;
    private int hostStart;
    private int hostEnd;
    private boolean withoutVersion;

    public RequestReader(HeadLimits limits, Strictness strictness) {
        super(limits, strictness);
    }

    /**
     * Goes on reading a head into {@code head}, the same one until the head is complete.
     *
     * @return when it is not {@link ReadStatus#NEED_MORE}, the next call begins a new head
     */
    public ReadStatus read(ByteBuf in, RequestHead head) {
        if (!started()) head.clear();
        ReadStatus result = readInto(in, head.headers());
        if (result == ReadStatus.DONE) startLine(head);
        return result;
    }

    private void startLine(RequestHead head) {
        int moved = Authority.closeUp(head.headers().bytes(), targetStart, targetEnd);
        head.startLine(moved, methodEnd + moved, targetStart + moved, targetEnd, facts.minorVersion);
    }

    @Override
    void begun() {
        part = Part.METHOD;
        withoutVersion = false;
        hostStart = -1;
    }

    @Override
    ReadStatus startLine() {
        if (part == Part.METHOD) {
            ReadStatus method = method();
            if (method != ReadStatus.DONE) return method;
            part = Part.TARGET;
        }
        if (part == Part.TARGET) {
            ReadStatus target = target();
            if (target != ReadStatus.DONE) return target;
            part = Part.VERSION;
        }
        if (part == Part.VERSION) {
            ReadStatus version = version();
            if (version != ReadStatus.DONE) return version;
            part = Part.LINE_END;
        }
        return lineEnd(Kind.VERSION);
    }

    private ReadStatus method() {
        int i = Octets.notToken(bytes, at, end);
        at = i;
        if (i == end) return ReadStatus.NEED_MORE;
        if (!blank(bytes[i]) || i == 0) return bad(Kind.METHOD, i);
        methodEnd = i;
        targetStart = at = i + 1;
        return ReadStatus.DONE;
    }

    private ReadStatus target() {
        if (at == targetStart) targetStart = skipBlanks();
        at = Octets.notTarget(bytes, at, end);
        while (relaxed() && at < end && (bytes[at] == '#' || bytes[at] < 0)) at = Octets.notTarget(bytes, at + 1, end);
        if (at == end) return ReadStatus.NEED_MORE;
        boolean last = isLineEnd(bytes[at]);
        if (!blank(bytes[at]) && !last || at == targetStart) return bad(Kind.TARGET, at);
        targetEnd = at;
        int wrong = Target.wrong(bytes, methodEnd, targetStart, targetEnd);
        if (wrong >= 0
                && (!relaxed() || Target.isConnect(bytes, methodEnd) || !Target.hasForm(bytes, targetStart, targetEnd)))
            return bad(Kind.TARGET, wrong);
        if (!last) at++;
        versionStart = at;
        return ReadStatus.DONE;
    }

    /** HTTP/1.2 and later are understood as 1.1 (RFC 9112 section 2.3). */
    private ReadStatus version() {
        if (relaxed()) return anyVersion();
        while (at == versionStart && at < end && bytes[at] == ' ') versionStart = ++at;
        if (at == versionStart && end - at >= 8 && Octets.word(bytes, at) == HTTP_1_1) {
            at += 8;
            closeUp();
            return ReadStatus.DONE;
        }
        for (; at < versionStart + 8; at++) {
            if (at == end) return ReadStatus.NEED_MORE;
            byte b = bytes[at];
            int i = at - versionStart;
            if (i == 7 ? b < '0' || b > '9' : b != VERSION.charAt(i)) return bad(Kind.VERSION, at);
        }
        facts.minorVersion = bytes[at - 1] == '0' ? 0 : 1;
        closeUp();
        return ReadStatus.DONE;
    }

    /** Of whatever protocol; none at all is HTTP/0.9, which only has GET. What is not 1.1 or later is taken for 1.0. */
    private ReadStatus anyVersion() {
        if (at == versionStart) versionStart = skipBlanks();
        while (at < end && isVersionByte(bytes[at])) at++;
        if (at == end) return ReadStatus.NEED_MORE;
        int length = at - versionStart;
        withoutVersion = length == 0;
        if (withoutVersion && !Octets.is(bytes, 0, methodEnd, "get")) return bad(Kind.VERSION, at);
        facts.minorVersion = isModern(versionStart, length) ? 1 : 0;
        return ReadStatus.DONE;
    }

    @Override
    boolean endsWithStartLine() {
        return withoutVersion;
    }

    private int skipBlanks() {
        while (relaxed() && at < end && blank(bytes[at])) at++;
        return at;
    }

    private boolean blank(byte b) {
        return b == ' ' || b == '\t' && relaxed();
    }

    private boolean isLineEnd(byte b) {
        return relaxed() && (b == '\r' || b == '\n');
    }

    /** Several blanks before the version become one, for whoever takes the line as it stands (RFC 9112 section 3). */
    private void closeUp() {
        if (versionStart == targetEnd + 1) return;
        System.arraycopy(bytes, versionStart, bytes, targetEnd + 1, 8);
        bytes[targetEnd + 9] = '\n'; // what is behind it up to the real end is the version's old bytes
    }

    @Override
    @Nullable Kind field(Headers into, int i, int length) {
        return switch (length) {
            case 2 -> {
                if (Octets.lowerWord(bytes, into.nameStart(i), 2) == TE) facts.transferCodingsField = true;
                yield null;
            }
            case 4 -> Octets.lowerWord(bytes, into.nameStart(i), 4) == HOST ? host(into, i) : null;
            case 6 -> Octets.lowerWord(bytes, into.nameStart(i), 6) == EXPECT ? expect(into, i) : null;
            default -> framing.field(into, i, length);
        };
    }

    /** An HTTP/1.0 client cannot know of 100 responses (RFC 9110 section 10.1.1). */
    private @Nullable Kind expect(Headers into, int i) {
        if (into.valueIs(i, "100-continue")) facts.expectContinue = facts.minorVersion > 0;
        return null;
    }

    /** Several equal Host lines become one (RFC 9112 section 3.2). */
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
        if (!relaxed() && !Target.legalHost(bytes, start, stop)) return Kind.HOST;
        if (Authority.differs(bytes, targetStart, targetEnd, start, stop)) return Kind.HOST;
        int normal = Authority.normalize(bytes, targetStart, targetEnd, start, stop);
        if (normal < stop) HopByHop.shorten(into, i, start, normal);
        return null;
    }

    @Override
    @Nullable Kind complete(Headers into) {
        boolean old = facts.minorVersion == 0;
        if (!old && hostStart < 0 && !relaxed()) return Kind.HOST;
        // an HTTP/1.0 recipient would take the chunks for the next request (RFC 9112 section 6.1)
        if (old && facts.chunked) return Kind.TRANSFER_ENCODING;
        boolean body = facts.chunked || facts.contentLength > 0;
        // what follows a CONNECT belongs to the tunnel (RFC 9110 section 9.3.6)
        if (body && Target.isConnect(bytes, methodEnd)) return Kind.CONNECT_BODY;
        if (!body && framing.lacksWebsocketKey()) return Kind.UPGRADE;
        if (body || old) facts.upgradeField = false;
        return null;
    }
}

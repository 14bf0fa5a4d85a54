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
        if (result == ReadStatus.DONE) head.startLine(0, methodEnd, targetStart, targetEnd, facts.minorVersion);
        return result;
    }

    @Override
    void begun() {
        part = Part.METHOD;
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
        if (bytes[i] != ' ' || i == 0) return bad(Kind.METHOD, i);
        methodEnd = i;
        targetStart = at = i + 1;
        return ReadStatus.DONE;
    }

    private ReadStatus target() {
        at = Octets.notTarget(bytes, at, end);
        if (at == end) return ReadStatus.NEED_MORE;
        if (bytes[at] != ' ' || at == targetStart) return bad(Kind.TARGET, at);
        targetEnd = at;
        int wrong = Target.wrong(bytes, methodEnd, targetStart, targetEnd);
        if (wrong >= 0) return bad(Kind.TARGET, wrong);
        versionStart = ++at;
        return ReadStatus.DONE;
    }

    /** HTTP/1.2 and later are understood as 1.1 (RFC 9112 section 2.3). */
    private ReadStatus version() {
        if (at == versionStart && end - at >= 8 && Octets.word(bytes, at) == HTTP_1_1) {
            at += 8;
            return ReadStatus.DONE;
        }
        for (; at < versionStart + 8; at++) {
            if (at == end) return ReadStatus.NEED_MORE;
            byte b = bytes[at];
            int i = at - versionStart;
            if (i == 7 ? b < '0' || b > '9' : b != VERSION.charAt(i)) return bad(Kind.VERSION, at);
        }
        facts.minorVersion = bytes[at - 1] == '0' ? 0 : 1;
        return ReadStatus.DONE;
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
        if (!Target.legalHost(bytes, start, stop)) return Kind.HOST;
        return Target.namesOtherHost(bytes, targetStart, targetEnd, start, stop) ? Kind.HOST : null;
    }

    @Override
    @Nullable Kind complete(Headers into) {
        boolean old = facts.minorVersion == 0;
        if (!old && hostStart < 0) return Kind.HOST;
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

package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import io.weir.rules.ResponseHead;
import org.jspecify.annotations.Nullable;

/** Reads response heads, interim ones too (RFC 9112 sections 4 and 5). Loop-confined. */
public final class ResponseReader extends HeadReader {
    private static final int STATUS_START = 9;

    /** Where the status begins; 0 before the version is known. */
    private int statusStart;

    private int status;
    private int lineTextEnd;

    public ResponseReader(HeadLimits limits, Strictness strictness) {
        super(limits, strictness);
    }

    /**
     * Goes on reading a head into {@code head}, the same one until the head is complete.
     *
     * @return when it is not {@link ReadStatus#NEED_MORE}, the next call begins a new head
     */
    public ReadStatus read(ByteBuf in, ResponseHead head) {
        if (!started()) head.clear();
        ReadStatus result = readInto(in, head.headers());
        if (result == ReadStatus.DONE)
            head.startLine(facts.minorVersion, status, Math.min(statusStart + 4, lineTextEnd), lineTextEnd);
        return result;
    }

    @Override
    void begun() {
        status = statusStart = 0;
    }

    @Override
    ReadStatus startLine() {
        if (statusStart == 0) {
            ReadStatus version = version();
            if (version != ReadStatus.DONE) return version;
        }
        if (at < statusStart + 3) {
            ReadStatus digits = status();
            if (digits != ReadStatus.DONE) return digits;
        }
        return reason();
    }

    /** HTTP/1.2 and later are understood as 1.1 (RFC 9112 section 2.3). */
    private ReadStatus version() {
        if (relaxed()) return anyVersion();
        statusStart = STATUS_START;
        if (at == 0 && end >= STATUS_START && Octets.word(bytes, 0) == HTTP_1_1 && bytes[8] == ' ') {
            at = STATUS_START;
            return ReadStatus.DONE;
        }
        for (; at < STATUS_START; at++) {
            if (at == end) {
                statusStart = 0;
                return ReadStatus.NEED_MORE;
            }
            byte b = bytes[at];
            boolean legal = at < 7 ? b == VERSION.charAt(at) : at == 7 ? digit(b) : b == ' ';
            if (!legal) return bad(Kind.VERSION, at);
        }
        facts.minorVersion = bytes[7] == '0' ? 0 : 1;
        return ReadStatus.DONE;
    }

    /** Of whatever protocol; what is not 1.1 or later is taken for 1.0. */
    private ReadStatus anyVersion() {
        while (at < end && isVersionByte(bytes[at])) at++;
        if (at == end) return ReadStatus.NEED_MORE;
        if (bytes[at] != ' ' || at == 0) return bad(Kind.VERSION, at);
        facts.minorVersion = isModern(0, at) ? 1 : 0;
        statusStart = ++at;
        return ReadStatus.DONE;
    }

    private ReadStatus status() {
        for (; at < statusStart + 3; at++) {
            if (at == end) return ReadStatus.NEED_MORE;
            if (!digit(bytes[at]) || at == statusStart && bytes[at] == '0') return bad(Kind.STATUS, at);
            status = status * 10 + (bytes[at] - '0');
        }
        return ReadStatus.DONE;
    }

    /** The reason may be missing, and the space before it too. */
    private ReadStatus reason() {
        if (at == statusStart + 3) {
            if (at == end) return ReadStatus.NEED_MORE;
            if (bytes[at] > ' ' || bytes[at] < 0 || bytes[at] == '\t') return bad(Kind.STATUS, at);
        }
        skipText();
        lineTextEnd = at;
        return lineEnd(Kind.CONTROL);
    }

    @Override
    @Nullable Kind field(Headers into, int i, int length) {
        return framing.field(into, i, length);
    }

    /** These have no body whatever their fields say (RFC 9110 sections 8.6 and 15.2; RFC 9112 section 6.3). */
    @Override
    @Nullable Kind complete(Headers into) {
        if (status == 101 && framing.lacksUpgrade()) return Kind.UPGRADE;
        if (status < 200 || status == 204) framing.removeFraming(into);
        // an HTTP/1.0 sender of chunks cannot be trusted with what comes next (RFC 9112 section 6.1)
        if (facts.chunked && facts.minorVersion == 0) facts.faultyFraming = true;
        return null;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}

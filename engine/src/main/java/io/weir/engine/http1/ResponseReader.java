package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import io.weir.rules.ResponseHead;
import org.jspecify.annotations.Nullable;

/** Reads response heads, interim ones too (RFC 9112 sections 4 and 5). Loop-confined. */
public final class ResponseReader extends HeadReader {
    private enum Part {
        VERSION,
        STATUS,
        REASON
    }

    private static final long HTTP_1_1 = Octets.word("HTTP/1.1");
    private static final String VERSION = "HTTP/1.";

    private Part part = Part.VERSION;
    private int statusStart;
    private int status;
    private int reasonEnd;

    public ResponseReader(HeadLimits limits, Strictness strictness) {
        super(limits, strictness, FramingFields.Rule.RESPONSE);
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
            head.startLine(facts.minorVersion, status, Math.min(statusStart + 4, reasonEnd), reasonEnd);
        return result;
    }

    @Override
    void beginStartLine() {
        part = Part.VERSION;
        status = 0;
    }

    @Override
    ReadStatus startLine(Headers into) {
        if (part == Part.VERSION) {
            ReadStatus version = version();
            if (version != ReadStatus.DONE) return version;
        }
        if (part == Part.STATUS) {
            ReadStatus digits = status();
            if (digits != ReadStatus.DONE) return digits;
        }
        return reason();
    }

    private ReadStatus version() {
        if (at == 0 && end >= 9 && Octets.word(bytes, 0) == HTTP_1_1 && bytes[8] == ' ') at = 9;
        for (; at < 9; at++) {
            if (at == end) return ReadStatus.NEED_MORE;
            byte b = bytes[at];
            boolean good = at < 7 ? b == VERSION.charAt(at) : at == 7 ? digit(b) : b == ' ';
            if (!good) return bad(Kind.VERSION, at);
        }
        facts.minorVersion = bytes[7] == '0' ? 0 : 1;
        statusStart = at;
        part = Part.STATUS;
        return ReadStatus.DONE;
    }

    private ReadStatus status() {
        for (; at < statusStart + 3; at++) {
            if (at == end) return ReadStatus.NEED_MORE;
            if (!digit(bytes[at])) return bad(Kind.STATUS, at);
            status = status * 10 + (bytes[at] - '0');
        }
        if (status < 100 || status > 599) return bad(Kind.STATUS, statusStart);
        if (at == end) return ReadStatus.NEED_MORE;
        if (bytes[at] != ' ' && bytes[at] != '\r' && bytes[at] != '\n') return bad(Kind.STATUS, at);
        part = Part.REASON;
        return ReadStatus.DONE;
    }

    /** The reason may be missing, and the space before it too. */
    private ReadStatus reason() {
        int i = Octets.control(bytes, at, end);
        while (i < end && bytes[i] == '\t') i = Octets.control(bytes, i + 1, end);
        at = i;
        if (i == end) return ReadStatus.NEED_MORE;
        if (bytes[i] != '\r' && bytes[i] != '\n') return bad(Kind.CONTROL, i);
        int next = behindLineEnd(i);
        if (next == -1) return ReadStatus.NEED_MORE;
        if (next == -2) return bad(Kind.BARE_CR, i);
        reasonEnd = i;
        at = next;
        return ReadStatus.DONE;
    }

    @Override
    @Nullable Kind field(Headers into, int i, int length) {
        return framing.field(into, i, length);
    }

    @Override
    @Nullable Kind complete(Headers into) {
        return null;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}

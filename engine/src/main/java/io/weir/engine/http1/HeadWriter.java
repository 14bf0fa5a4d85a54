package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;

/**
 * Writes heads in wire form. Stretches of bytes that lie side by side are copied at once; lines about the connection
 * ({@code Connection}, {@code Keep-Alive}, {@code Proxy-Connection}, {@code Upgrade} unless it is asked for) are left out
 * and the one asked for is added. Used by one
 * loop for all its connections. Loop-confined.
 */
public final class HeadWriter {
    private static final byte[] HTTP_1_0_AND_END = " HTTP/1.0\r\n".getBytes(US_ASCII);
    private static final byte[] HTTP_1_1_AND_END = " HTTP/1.1\r\n".getBytes(US_ASCII);
    private static final long HTTP_1_0 = Octets.word("HTTP/1.0");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final long CONNECTI = Octets.word("connecti");
    private static final long KEEP_ALI = Octets.word("keep-ali");
    private static final long PROXY_CO = Octets.word("proxy-co");
    private static final long NNECTION = Octets.word("nnection");

    private byte[] bytes = {};
    private int from;
    private int to;

    /**
     * Writes a request for a server. A request of an HTTP/1.0 client stays one, as in HAProxy, so that no server answers
     * it with chunks.
     */
    public void request(RequestHead head, ConnectionOption option, ByteBuf out) {
        begin(head.headers(), out);
        from = head.methodStart();
        to = head.methodEnd();
        if (head.targetStart() == to + 1 && bytes[to] == ' ') {
            to = head.targetEnd();
        } else {
            flush(out);
            out.writeByte(' ');
            from = head.targetStart();
            to = head.targetEnd();
        }
        version(head, out);
        fields(head.headers(), option, out);
        out.writeBytes(option.lineAndEnd());
    }

    /** Writes a response for a client, always as HTTP/1.1. */
    public void response(ResponseHead head, ConnectionOption option, ByteBuf out) {
        begin(head.headers(), out);
        if (lineAsItCame(head)) {
            from = 0;
            to = head.reasonEnd() + 2;
        } else {
            StatusLine.write(head, out);
            from = to = 0;
        }
        fields(head.headers(), option, out);
        out.writeBytes(option.lineAndEnd());
    }

    private void begin(Headers headers, ByteBuf out) {
        bytes = headers.bytes();
        out.ensureWritable(headers.used() + 64);
    }

    private boolean lineAsItCame(ResponseHead head) {
        int end = head.reasonEnd();
        return head.reasonStart() == 13
                && end + 2 <= head.headers().used()
                && Octets.word(bytes, 0) == HeadReader.HTTP_1_1
                && bytes[9] - '0' == head.status() / 100
                && bytes[10] - '0' == head.status() / 10 % 10
                && bytes[11] - '0' == head.status() % 10
                && bytes[12] == ' '
                && bytes[end] == '\r'
                && bytes[end + 1] == '\n';
    }

    /** The version belongs to what is collected when the start line is as it came. */
    private void version(RequestHead head, ByteBuf out) {
        boolean old = head.minorVersion() == 0;
        if (to + 11 <= head.headers().used()
                && bytes[to] == ' '
                && bytes[to + 9] == '\r'
                && Octets.word(bytes, to + 1) == (old ? HTTP_1_0 : HeadReader.HTTP_1_1)) {
            to += 11;
        } else {
            flush(out);
            out.writeBytes(old ? HTTP_1_0_AND_END : HTTP_1_1_AND_END);
        }
    }

    /** Copies the field lines behind what is collected already. */
    private void fields(Headers headers, ConnectionOption option, ByteBuf out) {
        for (int i = 0; i < headers.size(); i++) {
            int start = headers.nameStart(i);
            int nameEnd = headers.nameEnd(i);
            if (hopByHop(start, nameEnd, option)) continue;
            if (start != to) {
                flush(out);
                from = start;
            }
            int end = headers.valueEnd(i);
            if (bytes[end] == '\r' && bytes[end + 1] == '\n') {
                to = end + 2;
            } else {
                // trailing blanks and a bare LF are not passed on
                to = end;
                flush(out);
                out.writeBytes(LINE_END);
                from = to = -1;
            }
        }
        flush(out);
    }

    private void flush(ByteBuf out) {
        if (to > from) out.writeBytes(bytes, from, to - from);
        from = to = 0;
    }

    private boolean hopByHop(int start, int end, ConnectionOption option) {
        return switch (end - start) {
            case 7 -> option != ConnectionOption.UPGRADE && Octets.is(bytes, start, end, "upgrade");
            case 10 -> {
                long word = Octets.lowerWord(bytes, start);
                yield word == CONNECTI && Octets.is(bytes, start + 8, end, "on")
                        || word == KEEP_ALI && Octets.is(bytes, start + 8, end, "ve");
            }
            case 16 -> Octets.lowerWord(bytes, start) == PROXY_CO && Octets.lowerWord(bytes, start + 8) == NNECTION;
            default -> false;
        };
    }
}

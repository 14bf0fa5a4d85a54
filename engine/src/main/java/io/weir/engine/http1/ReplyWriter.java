package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.weir.rules.Reply;
import java.util.List;

/** Writes responses that Weir makes itself. Any thread. */
public final class ReplyWriter {
    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(US_ASCII);
    private static final int COLON_SPACE = ':' << 8 | ' ';
    private static final int LINE_END = '\r' << 8 | '\n';

    private ReplyWriter() {}

    /** Writes the whole response. */
    public static void whole(Reply.Composed reply, ConnectionOption option, ByteBuf out) {
        head(reply, option, out);
        if (hasBody(reply.status())) out.writeBytes(reply.body());
    }

    /** Writes the response to a HEAD request: the head that the whole one would have (RFC 9110 section 9.3.2). */
    public static void head(Reply.Composed reply, ConnectionOption option, ByteBuf out) {
        StatusLine.write(reply.status(), reply.reason(), out);
        if (hasBody(reply.status())) {
            out.writeBytes(CONTENT_LENGTH);
            number(reply.body().length, out);
            out.writeShort(LINE_END);
        }
        List<Reply.Field> fields = reply.fields();
        for (int i = 0; i < fields.size(); i++) {
            Reply.Field field = fields.get(i);
            if (writersOwn(field.name())) continue;
            out.writeCharSequence(field.name(), ISO_8859_1);
            out.writeShort(COLON_SPACE);
            out.writeCharSequence(field.value(), ISO_8859_1);
            out.writeShort(LINE_END);
        }
        out.writeBytes(option.lineAndEnd());
    }

    /** Interim responses, 204 and 304 have neither body nor Content-Length (RFC 9110 section 8.6). */
    private static boolean hasBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    /** Fields that would contradict the body or the connection. */
    private static boolean writersOwn(String name) {
        return switch (name.length()) {
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    private static void number(int value, ByteBuf out) {
        int unit = 1;
        while (value / unit > 9) unit *= 10;
        for (; unit > 0; unit /= 10) out.writeByte('0' + value / unit % 10);
    }
}

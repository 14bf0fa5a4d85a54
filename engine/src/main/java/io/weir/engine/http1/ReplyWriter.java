package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.weir.rules.Reply;
import java.util.List;

/** Writes responses that Weir makes itself. Any thread. */
public final class ReplyWriter {
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
            ByteBufUtil.writeAscii(out, "content-length: ");
            ByteBufUtil.writeAscii(out, Integer.toString(reply.body().length));
            out.writeShort('\r' << 8 | '\n');
        }
        List<Reply.Field> fields = reply.fields();
        for (int i = 0; i < fields.size(); i++) {
            Reply.Field field = fields.get(i);
            if (field.name().equalsIgnoreCase("content-length")
                    || field.name().equalsIgnoreCase("transfer-encoding")
                    || field.name().equalsIgnoreCase("connection")) continue;
            out.writeCharSequence(field.name(), ISO_8859_1);
            out.writeShort(':' << 8 | ' ');
            out.writeCharSequence(field.value(), ISO_8859_1);
            out.writeShort('\r' << 8 | '\n');
        }
        out.writeBytes(option.lineAndEnd());
    }

    /** Interim responses, 204 and 304 have neither body nor Content-Length (RFC 9110 section 8.6). */
    private static boolean hasBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }
}

package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.weir.rules.ResponseHead;
import io.weir.rules.StandardReason;

/** Status lines (RFC 9112 section 4). Any thread. */
final class StatusLine {
    private static final byte[][] STANDARD = standardLines();

    private StatusLine() {}

    /** Writes the line with the reason that the head has, even an empty one. */
    static void write(ResponseHead head, ByteBuf out) {
        writeStart(head.status(), out);
        out.writeBytes(head.headers().bytes(), head.reasonStart(), head.reasonEnd() - head.reasonStart());
        writeEnd(out);
    }

    /** Writes the line with {@code reason}, or with the standard one when that is empty. */
    static void write(int status, String reason, ByteBuf out) {
        if (reason.isEmpty()) {
            out.writeBytes(STANDARD[status - 100]);
            return;
        }
        writeStart(status, out);
        out.writeCharSequence(reason, ISO_8859_1);
        writeEnd(out);
    }

    private static void writeStart(int status, ByteBuf out) {
        out.writeLongLE(HeadReader.HTTP_1_1);
        int hundreds = status / 100;
        int tens = status / 10 % 10;
        int ones = status % 10;
        out.writeIntLE(' ' | '0' + hundreds << 8 | '0' + tens << 16 | '0' + ones << 24);
        out.writeByte(' ');
    }

    private static void writeEnd(ByteBuf out) {
        out.writeShortLE('\r' | '\n' << 8);
    }

    private static byte[][] standardLines() {
        byte[][] lines = new byte[900][];
        for (int i = 0; i < lines.length; i++)
            lines[i] = ("HTTP/1.1 " + (i + 100) + " " + StandardReason.of(i + 100) + "\r\n").getBytes(US_ASCII);
        return lines;
    }
}

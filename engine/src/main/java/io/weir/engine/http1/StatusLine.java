package io.weir.engine.http1;

import io.netty.buffer.ByteBuf;
import io.weir.rules.ResponseHead;

/** Status lines (RFC 9112 section 4). Any thread. */
final class StatusLine {
    private StatusLine() {}

    /** Writes the line with the reason that the head has, even an empty one. */
    static void write(ResponseHead head, ByteBuf out) {
        writeStart(head.status(), out);
        out.writeBytes(head.headers().bytes(), head.reasonStart(), head.reasonEnd() - head.reasonStart());
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
}

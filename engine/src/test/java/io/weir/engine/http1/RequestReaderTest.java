package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.rules.RequestHead;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final String PLAIN =
            "GET /a?b=c HTTP/1.1\r\nHost: x\r\nUser-Agent: me\r\nConnection: keep-alive\r\n\r\n";

    @Test
    void aPlainRequestIsReadAndWrittenWithoutItsConnectionLine() {
        var reader = new RequestReader(HeadLimits.DEFAULT, Strictness.STRICT);
        var head = new RequestHead(256);
        ByteBuf in = Unpooled.copiedBuffer(PLAIN + "rest", ISO_8859_1);

        assertEquals(ReadStatus.DONE, reader.read(in, head));

        assertEquals("rest", in.toString(ISO_8859_1));
        assertEquals("GET", head.method());
        assertEquals("/a", head.path());
        assertEquals("x", head.host());
        head.headers().add("X-Added", "1");
        ByteBuf out = Unpooled.buffer();
        new HeadWriter().request(head, ConnectionOption.ABSENT, out);
        assertEquals(
                "GET /a?b=c HTTP/1.1\r\nHost: x\r\nUser-Agent: me\r\nX-Added: 1\r\n\r\n", out.toString(ISO_8859_1));
        in.release();
        out.release();
    }
}

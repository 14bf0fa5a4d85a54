package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.RequestHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final String PLAIN = "GET /a?b=c HTTP/1.1\r\nHost: x\r\nUser-Agent: me\r\n\r\n";

    @Test
    void everyLegalRequestIsUnderstoodHoweverItArrives() {
        for (var legal : Requests.LEGAL) {
            byte[] wire = Wire.bytes(legal.wire());

            assertEquals(legal.result(), Wire.read(new Wire.Request(), wire), legal.wire());

            for (int[] cuts : Wire.cuts(wire.length))
                assertEquals(legal.result(), Wire.read(new Wire.Request(), wire, cuts), legal.wire());
            String slowly = Wire.read(new Wire.Request(), wire, Wire.everywhere(wire.length));
            assertEquals(legal.result().replaceAll("rest=\\d+", ""), slowly.replaceAll("rest=\\d+", ""));
        }
    }

    @Test
    void everyIllegalRequestIsRefusedAtTheSameByteHoweverItArrives() {
        for (var illegal : Requests.ILLEGAL) {
            byte[] wire = Wire.bytes(illegal.wire());

            String whole = Wire.read(new Wire.Request(), wire);

            assertEquals("Fault[kind=" + illegal.fault() + ",", whole.split(" ", 2)[0], illegal.wire());
            for (int[] cuts : Wire.cuts(wire.length))
                assertEquals(whole, Wire.read(new Wire.Request(), wire, cuts), illegal.wire());
            assertEquals(whole, Wire.read(new Wire.Request(), wire, Wire.everywhere(wire.length)), illegal.wire());
        }
    }

    @Test
    void anIllegalByteInTheStartLineIsRefusedAsSoonAsItComes() {
        for (String start : List.of("\u0016", "GE\0", "GET \t", "GET /a\u0001", "GET /\u00e4", "GET /#", "GET / X")) {
            var reading = new Wire.Request();

            String result = Wire.read(reading, Wire.bytes(start));

            assertEquals(start.length() - 1, reading.reader.fault().offset(), result);
            assertEquals(start.length(), reading.reader.received());
        }
    }

    @Test
    void anAuthorityEndsBeforeAQueryToo() {
        String port = "GET http://x:80?q@y:80 HTTP/1.1\r\nHost: x:80\r\n\r\n";
        String other = "GET http://x?q@y HTTP/1.1\r\nHost: y\r\n\r\n";

        assertEquals("GET http://x?q@y:80 1.1 | Host: x || rest=0", Wire.read(new Wire.Request(), Wire.bytes(port)));
        assertEquals(
                "Fault[kind=HOST,",
                Wire.read(new Wire.Request(), Wire.bytes(other)).split(" ")[0]);
    }

    @Test
    void aTargetWithoutItsPortIsWrittenWithoutAGap() {
        var reading = new Wire.Request();
        Wire.read(reading, Wire.bytes("GET http://u@x:80/p HTTP/1.1\r\nHost: x:80\r\nA: b\r\n\r\n"));
        ByteBuf out = Unpooled.buffer();

        new HeadWriter().request(reading.head, ConnectionOption.ABSENT, out);

        assertEquals("GET http://u@x/p HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n", out.toString(ISO_8859_1));
        assertEquals("/p", reading.head.path());
        assertEquals("http://u@x/p", reading.head.receivedTarget());
        out.release();
    }

    @Test
    void whatFollowsAHeadIsLeftUnread() {
        var reader = new RequestReader(HeadLimits.DEFAULT, Strictness.STRICT);
        var head = new RequestHead(16);
        ByteBuf in = Unpooled.copiedBuffer(Wire.bytes(PLAIN + "GET /2 HTTP/1.1\r\nHost: y\r\n\r\nbody"));

        assertEquals(ReadStatus.DONE, reader.read(in, head));
        assertEquals("/a", head.path());
        assertEquals(PLAIN.length(), reader.received());
        assertFalse(reader.started());
        assertEquals(ReadStatus.DONE, reader.read(in, head));
        assertEquals("/2", head.path());
        assertEquals("y", head.host());

        assertEquals(4, in.readableBytes());
        in.release();
    }

    @Test
    void aLongPipelineIsReadHeadByHead() {
        var reader = new RequestReader(HeadLimits.DEFAULT, Strictness.STRICT);
        var head = new RequestHead(16);
        ByteBuf in = Unpooled.copiedBuffer(Wire.bytes(PLAIN.repeat(1000)));

        for (int i = 0; i < 1000; i++) assertEquals(ReadStatus.DONE, reader.read(in, head));

        assertFalse(in.isReadable());
        assertEquals(ReadStatus.NEED_MORE, reader.read(in, head));
        in.release();
    }

    @Test
    void emptyLinesBeforeARequestAreForgottenSoThatAnIdleConnectionStaysIdle() {
        var reading = new Wire.Request();
        byte[] empty = Wire.bytes("\r\n\n".repeat(30_000));

        assertEquals("NEED_MORE", Wire.read(reading, empty));

        assertFalse(reading.reader.started());
        assertEquals(0, reading.reader.received());
        assertEquals(
                "GET / 1.1 | Host: x || rest=0", Wire.read(reading, Wire.bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
    }

    @Test
    void aHeadOfTheLargestSizeIsReadAndOneByteMoreIsTooLarge() {
        var limits = new HeadLimits(200, 10);
        String start = "GET / HTTP/1.1\r\nHost: x\r\nA: ";
        String largest = start + "b".repeat(200 - 4 - start.length()) + "\r\n\r\n";
        String larger = largest.replace("A: ", "A: b");

        for (int[] cuts : Wire.cuts(200)) {
            assertTrue(Wire.read(new Wire.Request(limits), Wire.bytes(largest), cuts)
                    .endsWith("rest=0"));
            assertEquals("TOO_LARGE", Wire.read(new Wire.Request(limits), Wire.bytes(larger), cuts));
        }
        assertEquals("TOO_LARGE", Wire.read(new Wire.Request(limits), Wire.bytes(larger.substring(0, 200))));
        assertEquals("NEED_MORE", Wire.read(new Wire.Request(limits), Wire.bytes(larger.substring(0, 199))));
    }

    @Test
    void oneFieldLineMoreThanAllowedIsRefused() {
        var limits = new HeadLimits(2000, 10);
        String start = "GET / HTTP/1.1\r\nHost: x\r\n";

        assertTrue(Wire.read(new Wire.Request(limits), Wire.bytes(start + "a: b\r\n".repeat(9) + "\r\n"))
                .endsWith("rest=0"));
        assertTrue(Wire.read(new Wire.Request(limits), Wire.bytes(start + "a: b\r\n".repeat(10) + "\r\n"))
                .startsWith("Fault[kind=" + Kind.FIELD_LINES));
    }

    @Test
    void aReaderThatWasResetBeginsANewHead() {
        var reading = new Wire.Request();
        assertEquals("NEED_MORE", Wire.read(reading, Wire.bytes("GET /a HTTP/1.1\r\nHost: y\r\nUpgr")));
        assertTrue(reading.reader.started());

        reading.reader.reset();

        assertFalse(reading.reader.started());
        assertEquals("GET /a?b=c 1.1 | Host: x | User-Agent: me || rest=0", Wire.read(reading, Wire.bytes(PLAIN)));
    }

    @Test
    void aReaderGoesOnAfterABadHead() {
        var reading = new Wire.Request();

        assertTrue(Wire.read(reading, Wire.bytes("GET /\0")).startsWith("Fault"));

        assertEquals("GET /a?b=c 1.1 | Host: x | User-Agent: me || rest=0", Wire.read(reading, Wire.bytes(PLAIN)));
    }

    @Test
    void aFaultThatIsNotThereCannotBeAskedFor() {
        assertThrows(IllegalStateException.class, () -> new Wire.Request().reader.fault());
    }

    @Test
    void readingAllocatesNothing() {
        var reader = new RequestReader(HeadLimits.DEFAULT, Strictness.STRICT);
        var head = new RequestHead(2048);
        ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes(PLAIN)); // leak detection would allocate with another one
        int end = in.writerIndex();

        long bytes = Allocation.of(() -> {
            for (int i = 0; i < 1000; i++) reader.read(in.setIndex(0, end), head);
        });

        assertTrue(bytes < 1000, bytes + " bytes for 1000 heads");
        in.release();
    }
}

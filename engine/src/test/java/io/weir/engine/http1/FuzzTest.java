package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever comes, and in whatever pieces: nothing throws, and the pieces make no difference. */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("weir.fuzz.rounds", 20_000);

    private static final String[] PIECES = {
        "GET",
        "CONNECT",
        "OPTIONS",
        " ",
        "/",
        "*",
        "http://",
        "x",
        ":80",
        " HTTP/1.1",
        " HTTP/1.0",
        "HTTP/1.1 ",
        "200",
        " OK",
        "\r\n",
        "\r\n",
        "\r\n",
        "\n",
        "\r",
        "\t",
        "Host: x",
        "Content-Length: ",
        "5",
        "0",
        ",",
        "Transfer-Encoding: chunked",
        "Connection: ",
        "close",
        "upgrade",
        "TE: gzip, trailers",
        "Upgrade: websocket",
        "Expect: 100-continue",
        ": ",
        "\0",
        "\u007f",
        "\u00e4",
        "#",
        "abcdefghijklmnopqrstuvwxyz-0123456789",
        "a",
        "5\r\nabcde\r\n",
        ";a=\"",
        "\"",
        "\\",
        "ffffffff",
        "0\r\n\r\n",
        "\r\n\r\n"
    };

    @Test
    void requestHeadsInPieces() {
        heads(Wire.Request::new, "GET / HTTP/1.1\r\nHost: x\r\n");
    }

    @Test
    void responseHeadsInPieces() {
        heads(Wire.Response::new, "HTTP/1.1 200 OK\r\n");
    }

    @Test
    void whatIsWrittenCanBeReadAgainAndStaysTheSame() {
        var random = new Random(8);
        var messages = new RandomMessages(8);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] wire = i % 2 == 0
                    ? wire(random, "GET / HTTP/1.1\r\nHost: x\r\n")
                    : Wire.bytes(messages.spoiled(messages.request()));
            var first = new Wire.Request();
            if (!Wire.read(first, wire).contains(" rest=")) continue;
            String written = written(first);
            var second = new Wire.Request();

            String again = Wire.read(second, Wire.bytes(written));

            assertTrue(again.endsWith(" rest=0"), () -> written + again);
            assertEquals(written, written(second));
        }
    }

    @Test
    void chunkedBodiesInPieces() {
        var random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] wire = wire(random, "5\r\nabcde\r\n");
            assertEquals(body(wire), body(wire, cuts(random, wire.length)), () -> new String(wire, ISO_8859_1));
        }
    }

    private static void heads(Function<HeadLimits, Wire.Reading> reading, String start) {
        var random = new Random(6);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] wire = wire(random, start);
            var limits = new HeadLimits(16 + random.nextInt(300), 1 + random.nextInt(10));
            String whole = withoutRest(Wire.read(reading.apply(limits), wire));
            String cut = withoutRest(Wire.read(reading.apply(limits), wire, cuts(random, wire.length)));
            assertEquals(whole, cut, () -> new String(wire, ISO_8859_1));
        }
    }

    private static String written(Wire.Request request) {
        ByteBuf out = Unpooled.buffer();
        new HeadWriter().request(request.head, ConnectionOption.ABSENT, out);
        return out.toString(ISO_8859_1);
    }

    private static byte[] wire(Random random, String start) {
        var text = new StringBuilder(random.nextBoolean() ? start : "");
        for (int n = random.nextInt(25); n >= 0; n--) {
            if (random.nextInt(8) == 0) text.append((char) random.nextInt(256));
            else text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return Wire.bytes(text.toString());
    }

    private static int[] cuts(Random random, int length) {
        int[] cuts = random.ints(random.nextInt(6), 0, length).toArray();
        Arrays.sort(cuts);
        return cuts;
    }

    /** What is left of all pieces depends on where the last piece was cut. */
    private static String withoutRest(String result) {
        return result.replaceAll(" rest=\\d+$", "");
    }

    private static String body(byte[] wire, int... cuts) {
        var body = new BodyReader(30);
        body.start(BodyFraming.CHUNKED, -1);
        ByteBuf in = Unpooled.buffer();
        int from = 0;
        for (int cut : Wire.ends(wire, cuts)) {
            in.writeBytes(wire, from, cut - from);
            from = cut;
            in.skipBytes(body.scan(in));
        }
        assertEquals(in.readerIndex(), body.wireBytes());
        return body.wireBytes() + " " + body.contentBytes() + " " + body.done() + (body.bad() ? body.fault() : "");
    }
}

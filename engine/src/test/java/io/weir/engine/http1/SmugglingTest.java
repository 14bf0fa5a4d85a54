package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A server behind us must see the requests that we saw: no more, no fewer, with the same bodies. */
class SmugglingTest {
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: next\r\n\r\n";
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";

    /** Ways to make two readers disagree about where a request ends, and the requests that we forward. */
    private record Attack(String wire, String... forwarded) {}

    private static final List<Attack> ATTACKS = List.of(
            // the length says more than the chunks, or less: the chunks count
            new Attack(
                    post("Content-Length: 42\r\nTransfer-Encoding: chunked") + "0\r\n\r\n" + HIDDEN,
                    "POST / chunked 0",
                    "GET /hidden none 0"),
            new Attack(
                    post("Content-Length: 4\r\nTransfer-Encoding: chunked") + chunk(HIDDEN) + "0\r\n\r\n" + NEXT,
                    "POST / chunked " + HIDDEN.length(),
                    "GET /next none 0"),
            new Attack(
                    post("Transfer-Encoding:\r\n chunked\r\nContent-Length: 4") + chunk(HIDDEN) + "0\r\n\r\n",
                    "POST / chunked " + HIDDEN.length()),
            // a coding that another reader might not know, or know
            new Attack(post("Transfer-Encoding: xchunked\r\nContent-Length: 4") + "0\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding : chunked\r\nContent-Length: 4") + "0\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x") + "0\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding: x\r\nTransfer-Encoding: chunked") + "0\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding: identity, chunked") + "0\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding: \u000bchunked\r\nContent-Length: 4") + "0\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding: chunked\u0000\r\nContent-Length: 4") + "0\r\n\r\n", "refused"),
            new Attack(post("X: y\rTransfer-Encoding: chunked\r\nContent-Length: 4") + "0\r\n\r\n", "refused"),
            new Attack(post("Transfer-Encoding\u00a0: chunked\r\nContent-Length: 4") + "0\r\n\r\n", "refused"),
            new Attack(post(" Transfer-Encoding: chunked\r\nContent-Length: 4") + "0\r\n\r\n", "refused"),
            new Attack("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN, "refused"),
            // a lone LF ends a line: the field counts for us, and is a field of its own for the server
            new Attack(
                    post("X: y\nTransfer-Encoding: chunked\r\nContent-Length: 4") + chunk(HIDDEN) + "0\r\n\r\n",
                    "POST / chunked " + HIDDEN.length()),
            // lengths that another reader might take otherwise
            new Attack(post("Content-Length: 0\r\nContent-Length: 33") + HIDDEN, "refused"),
            new Attack(post("Content-Length: 0, 33") + HIDDEN, "refused"),
            new Attack(post("Content-Length: +33") + HIDDEN, "refused"),
            new Attack(post("Content-Length: 3 3") + HIDDEN, "refused"),
            new Attack(post("Content-Length: 0x21") + HIDDEN, "refused"),
            new Attack(post("Content-Length: 18446744073709551616") + HIDDEN, "refused"),
            new Attack(post("Content-Length:\r\n 2") + "ab" + NEXT, "POST / length 2", "GET /next none 0"),
            new Attack(
                    post("Content-Length: 2\r\nContent-Length: 2, 2") + "ab" + NEXT,
                    "POST / length 2",
                    "GET /next none 0"),
            // chunks that another reader might measure otherwise
            new Attack(post("Transfer-Encoding: chunked") + "0x5\r\nabcde\r\n0\r\n\r\n", "refused"),
            new Attack(post("Transfer-Encoding: chunked") + "5;a\nb\r\nabcde\r\n0\r\n\r\n", "refused"),
            new Attack(post("Transfer-Encoding: chunked") + "5;a\"\r\nabcde\r\n0\r\n\r\n", "refused"),
            new Attack(post("Transfer-Encoding: chunked") + "5\r\nabcdeX\r0\r\n\r\n", "refused"),
            new Attack(post("Transfer-Encoding: chunked") + "100000000000000005\r\nabcde\r\n0\r\n\r\n", "refused"),
            new Attack(post("Transfer-Encoding: chunked") + "0\r\nContent-Length: 33\r\n\r\n" + HIDDEN, "refused"),
            new Attack(post("Transfer-Encoding: chunked") + "0\r\n\n" + HIDDEN, "refused"),
            // a body where none is expected
            new Attack("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 33\r\n\r\n" + HIDDEN, "GET / length 33"),
            new Attack("CONNECT x:80 HTTP/1.1\r\nHost: x\r\nContent-Length: 33\r\n\r\n" + HIDDEN, "refused"),
            // fields that a client has removed
            new Attack(
                    post("Connection: content-length, transfer-encoding, host\r\nContent-Length: 2") + "ab" + NEXT,
                    "POST / length 2",
                    "GET /next none 0"),
            // another host
            new Attack("GET http://y/ HTTP/1.1\r\nHost: x\r\n\r\n", "refused"),
            new Attack("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "refused"),
            new Attack("GET /a HTTP/1.1\r\nX: y HTTP/1.1\r\n\r\n", "GET /a none 0"));

    @Test
    void everyAttackIsRefusedOrForwardedInOneMeaning() {
        for (var attack : ATTACKS) {
            var sent = new StringBuilder();
            assertEquals(List.of(attack.forwarded()), forward(attack.wire(), sent), attack.wire());
        }
    }

    @Test
    void aServerSeesTheRequestsThatWeSaw() {
        var random = new RandomMessages(4);
        int forwarded = 0;
        for (int i = 0; i < 6000; i++) {
            String wire = random.spoiled(random.request());
            var sent = new StringBuilder();
            var seen = forward(wire + NEXT, sent);
            if (seen.contains("refused") || seen.contains("unfinished")) continue;

            var received = netty(sent.toString());

            forwarded++;
            if (received != null) assertEquals(seen, received, wire);
        }
        assertTrue(forwarded > 1000, forwarded + " requests were forwarded");
    }

    private static String post(String fields) {
        return "POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n";
    }

    private static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    /** Reads all requests as a proxy does and appends what it sends to the server. */
    private static List<String> forward(String wire, StringBuilder sent) {
        var seen = new ArrayList<String>();
        var reading = new Wire.Request();
        var body = new BodyReader(1000);
        ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes(wire));
        while (in.isReadable()) {
            ReadStatus status = reading.read(in);
            if (status != ReadStatus.DONE) {
                seen.add(status == ReadStatus.NEED_MORE ? "unfinished" : "refused");
                return seen;
            }
            HeadFacts facts = reading.reader.facts();
            body.start(BodyFraming.ofRequest(facts), facts.contentLength());
            ByteBuf out = Unpooled.buffer();
            new HeadWriter().request(reading.head, ConnectionOption.ABSENT, out);
            out.writeBytes(in, body.scan(in));
            if (!body.done()) {
                seen.add(body.bad() ? "refused" : "unfinished");
                return seen;
            }
            sent.append(out.toString(ISO_8859_1));
            String framing = facts.chunked() ? "chunked" : facts.contentLength() >= 0 ? "length" : "none";
            seen.add(reading.head.method() + " " + reading.head.target() + " " + framing + " " + body.contentBytes());
        }
        return seen;
    }

    /** What Netty makes of the bytes, or null when it refuses them. */
    private static @Nullable List<String> netty(String wire) {
        var seen = new ArrayList<String>();
        var channel = new EmbeddedChannel(new HttpRequestDecoder());
        channel.writeInbound(Unpooled.wrappedBuffer(Wire.bytes(wire)));
        String start = "";
        int bytes = 0;
        boolean refused = false;
        while (channel.readInbound() instanceof HttpObject part) {
            refused |= part.decoderResult().isFailure();
            if (part instanceof HttpRequest head) {
                boolean chunked = head.headers().contains("transfer-encoding");
                String framing = chunked ? "chunked" : head.headers().contains("content-length") ? "length" : "none";
                start = head.method() + " " + head.uri() + " " + framing + " ";
                bytes = 0;
            }
            if (part instanceof HttpContent content) {
                bytes += content.content().readableBytes();
                content.release();
            }
            if (part instanceof LastHttpContent) seen.add(start + bytes);
        }
        channel.finishAndReleaseAll();
        return refused ? null : seen;
    }
}

package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Netty's decoder reads the same messages: what both take must be the same message, and each difference has a reason. */
class NettyOracleTest {
    private static final int SPOILED_MESSAGES = 6_000;

    /**
     * What Netty refuses and we do not. Beside these it refuses some lines earlier: we judge a line when the next one
     * begins, since it might be folded.
     */
    private static final List<Pattern> ONLY_NETTY_REFUSES = List.of(
            // LF alone ends a line
            Pattern.compile("^(?>(?!\r\n\r\n).)*(?<!\r)\n", Pattern.DOTALL),
            // an empty value, or a length, is folded
            Pattern.compile(":[ \t]*\r?\n[ \t]"),
            Pattern.compile("(?is)content-length:[^\r]*\r\n[ \t]"),
            // equal lengths are merged, chunks overrule a length
            Pattern.compile("(?is)content-length: (\\d+)\r\n.*content-length: \\1\r\n"),
            Pattern.compile("(?is)^(?=.*\ncontent-length:).*\ntransfer-encoding: ?chunked"),
            // a chunk is over 2 GB, or an extension of one does not have the form that RFC 9112 describes
            Pattern.compile("(?m)^0*[89a-fA-F][0-9a-fA-F]{7}|^[0-9a-fA-F]{9}"),
            Pattern.compile("(?m)^[0-9a-fA-F]+[ \t]*;(?!a\r| a=\"b\"\r).*\r"));

    /** What we refuse and Netty does not, or not yet. */
    private static final Set<Kind> STRICTER = EnumSet.of(
            Kind.METHOD, // more or other white space than one space behind the method, or before it
            Kind.TARGET, // illegal bytes and forms, of which Netty knows nothing
            Kind.VERSION, // more white space, or HTTP/0.x
            Kind.STATUS, // two digits, or no space behind three
            Kind.UPGRADE, // a 101 without an Upgrade
            Kind.HOST, // none, several, or an illegal one
            Kind.BARE_CR, // Netty skips controls before a message
            Kind.CONTENT_LENGTH, // in responses that have no body
            Kind.TRANSFER_ENCODING, // codings beside chunked
            Kind.CHUNK_SIZE, // Netty skips blanks before a size
            Kind.TRAILER, // Netty drops fields about framing, we would pass them on
            Kind.CONTROL, // refused before the rest has come
            Kind.FIELD_NAME);

    /** What a decoder made of the bytes: a message, the wish for more, or a refusal. */
    private record Outcome(
            String message,
            boolean more,
            boolean bad,
            @Nullable Kind fault,
            boolean inHead) {}

    @Test
    void nettyUnderstandsWellFormedMessagesInTheSameWay() {
        var random = new RandomMessages(1);
        for (int i = 0; i < 2000; i++) {
            String request = random.request();
            assertEquals(
                    nettyRequest(request).message(),
                    ours(new Wire.Request(), request).message(),
                    request);
            String response = random.response();
            assertEquals(
                    nettyResponse(response).message(),
                    ours(new Wire.Response(), response).message(),
                    response);
        }
    }

    @Test
    void everyDifferenceOverSpoiledRequestsHasAReason() {
        var random = new RandomMessages(2);
        for (int i = 0; i < SPOILED_MESSAGES; i++) {
            String wire = random.spoiled(random.request());
            compare(wire, nettyRequest(wire), ours(new Wire.Request(), wire));
        }
    }

    @Test
    void everyDifferenceOverSpoiledResponsesHasAReason() {
        var random = new RandomMessages(3);
        for (int i = 0; i < SPOILED_MESSAGES; i++) {
            String wire = random.spoiled(random.response());
            compare(wire, nettyResponse(wire), ours(new Wire.Response(), wire));
        }
    }

    private static void compare(String wire, Outcome netty, Outcome ours) {
        if (ours.bad()) {
            if (!netty.bad()) assertTrue(STRICTER.contains(ours.fault()), () -> ours.fault() + ": " + wire);
        } else if (netty.bad()) {
            assertTrue(
                    ours.more() && ours.inHead()
                            || ONLY_NETTY_REFUSES.stream()
                                    .anyMatch(reason -> reason.matcher(wire).find()),
                    wire);
        } else if (!ours.message().startsWith("1")) {
            // Netty takes the body of an interim response for content, and what follows a 101 for messages
            assertSameMessage(netty, ours, wire);
        }
    }

    /** White space of folded lines, and a Host that is said twice, are all that may differ. */
    private static void assertSameMessage(Outcome netty, Outcome ours, String wire) {
        assertEquals(netty.more(), ours.more(), wire);
        if (netty.more()) return;
        String theirs = unfolded(netty.message());
        String host = theirs.lines()
                .filter(line -> line.startsWith("host: "))
                .findFirst()
                .orElse("");
        int first = theirs.indexOf(host) + host.length();
        String once = theirs.substring(0, first) + theirs.substring(first).replace("\n" + host + "\n", "\n");
        String own = unfolded(ours.message());
        assertTrue(own.equals(theirs) || own.equals(once), () -> wire + theirs + own);
    }

    private static String unfolded(String message) {
        return message.replaceAll("[ \t]+", " ").replace(" \n", "\n");
    }

    private static Outcome nettyRequest(String wire) {
        return netty(new HttpRequestDecoder(), wire);
    }

    private static Outcome nettyResponse(String wire) {
        return netty(new HttpResponseDecoder(), wire);
    }

    private static Outcome netty(ChannelHandler decoder, String wire) {
        var channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.wrappedBuffer(Wire.bytes(wire)));
        var text = new StringBuilder();
        boolean more = true;
        boolean bad = false;
        while (more && !bad && channel.readInbound() instanceof HttpObject part) {
            bad = part.decoderResult().isFailure();
            if (part instanceof HttpRequest head)
                text.append(head.method()).append(' ').append(head.uri());
            if (part instanceof HttpResponse head)
                text.append(head.status().code())
                        .append(' ')
                        .append(head.status().reasonPhrase());
            if (part instanceof HttpMessage head) {
                text.append(' ').append(head.protocolVersion().minorVersion());
                for (var field : head.headers()) add(text, field.getKey(), field.getValue());
                text.append("\n\n");
            }
            if (part instanceof HttpContent content) {
                text.append(content.content().toString(ISO_8859_1));
                content.release();
            }
            more = !(part instanceof LastHttpContent);
        }
        channel.finishAndReleaseAll();
        return new Outcome(text.toString(), more, bad, null, false);
    }

    private static Outcome ours(Wire.Reading reading, String wire) {
        ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes(wire));
        HeadReader reader = Wire.reader(reading);
        ReadStatus status = reading.read(in);
        if (status == ReadStatus.NEED_MORE) return new Outcome("", true, false, null, true);
        if (status == ReadStatus.BAD)
            return new Outcome("", false, true, reader.fault().kind(), true);
        var text = new StringBuilder();
        var framing = switch (reading) {
            case Wire.Request request -> {
                var it = request.head;
                text.append(it.method() + " " + it.target() + " " + it.minorVersion());
                add(text, it.headers());
                yield BodyFraming.ofRequest(reader.facts());
            }
            case Wire.Response response -> {
                var it = response.head;
                text.append(it.status() + " " + it.reason().strip() + " " + it.minorVersion()); // as Netty does
                add(text, it.headers());
                yield BodyFraming.ofResponse("GET", it.status(), reader.facts());
            }
        };
        text.append("\n\n");
        var body = new BodyReader(1000);
        body.start(framing, reader.facts().contentLength());
        for (int n = body.content(in); n > 0; n = body.content(in)) text.append(in.readCharSequence(n, ISO_8859_1));
        if (body.bad()) return new Outcome("", false, true, body.fault().kind(), false);
        return new Outcome(text.toString(), !body.done(), false, null, false);
    }

    private static void add(StringBuilder text, Headers headers) {
        for (int i = 0; i < headers.size(); i++) add(text, headers.name(i), headers.value(i));
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append('\n').append(name.toLowerCase(Locale.ROOT)).append(": ").append(value);
    }
}

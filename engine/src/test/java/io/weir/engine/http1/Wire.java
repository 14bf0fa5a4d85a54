package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Gives readers their bytes in pieces and writes down in one text all that they made of them. */
final class Wire {
    private Wire() {}

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** A head's reader, whichever message it is for. */
    sealed interface Reading permits Request, Response {
        ReadStatus read(ByteBuf in);

        String result();
    }

    static final class Request implements Reading {
        final RequestReader reader;
        final RequestHead head = new RequestHead(16);

        Request(HeadLimits limits) {
            reader = new RequestReader(limits, Strictness.STRICT);
        }

        Request() {
            this(HeadLimits.DEFAULT);
        }

        @Override
        public ReadStatus read(ByteBuf in) {
            return reader.read(in, head);
        }

        @Override
        public String result() {
            return head.method() + " " + head.target() + " " + head.version() + lines(head.headers())
                    + facts(reader.facts());
        }
    }

    static final class Response implements Reading {
        final ResponseReader reader;
        final ResponseHead head = new ResponseHead(16);

        Response(HeadLimits limits) {
            reader = new ResponseReader(limits, Strictness.STRICT);
        }

        Response() {
            this(HeadLimits.DEFAULT);
        }

        @Override
        public ReadStatus read(ByteBuf in) {
            return reader.read(in, head);
        }

        @Override
        public String result() {
            return "1." + head.minorVersion() + " " + head.status() + " [" + head.reason() + "]" + lines(head.headers())
                    + facts(reader.facts());
        }
    }

    /** Reads one head from pieces that end at {@code cuts}; returns the status and what was read or what was wrong. */
    static String read(Reading reading, byte[] wire, int... cuts) {
        ReadStatus status = ReadStatus.NEED_MORE;
        int from = 0;
        int left = 0;
        for (int cut : ends(wire, cuts)) {
            ByteBuf piece = Unpooled.wrappedBuffer(wire, from, cut - from);
            status = reading.read(piece);
            left = piece.readableBytes();
            piece.release();
            from = cut;
            if (status != ReadStatus.NEED_MORE) break;
            if (left > 0) throw new AssertionError(left + " bytes left unread");
        }
        return switch (status) {
            case NEED_MORE, TOO_LARGE -> status.toString();
            case DONE -> reading.result() + " rest=" + (left + wire.length - from);
            case BAD -> reader(reading).fault().toString();
        };
    }

    /** All ways to cut {@code length} bytes in two, and for few bytes those to cut them in three. */
    static List<int[]> cuts(int length) {
        var one = IntStream.range(1, length).mapToObj(i -> new int[] {i});
        if (length > 70) return one.toList();
        var two = IntStream.range(1, length)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, length).mapToObj(j -> new int[] {i, j}));
        return java.util.stream.Stream.concat(one, two).toList();
    }

    /** Cuts after every byte. */
    static int[] everywhere(int length) {
        return IntStream.range(1, length).toArray();
    }

    static int[] ends(byte[] wire, int... cuts) {
        int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
        ends[cuts.length] = wire.length;
        return ends;
    }

    static String lines(Headers headers) {
        var text = new StringBuilder();
        for (int i = 0; i < headers.size(); i++)
            text.append(" | ").append(headers.name(i)).append(": ").append(headers.value(i));
        return text.toString();
    }

    static HeadReader reader(Reading reading) {
        return switch (reading) {
            case Request request -> request.reader;
            case Response response -> response.reader;
        };
    }

    private static String facts(HeadFacts facts) {
        var text = new StringBuilder(" ||");
        if (facts.contentLength() >= 0) text.append(" length=").append(facts.contentLength());
        if (facts.chunked()) text.append(" chunked");
        if (facts.connectionClose()) text.append(" close");
        if (facts.connectionKeepAlive()) text.append(" keep-alive");
        if (facts.upgrade()) text.append(" upgrade");
        if (facts.expectContinue()) text.append(" expect");
        if (!facts.persistent()) text.append(" last");
        return text.toString();
    }
}

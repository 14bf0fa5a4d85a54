package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The values of a cookie: of {@code Cookie} in a request, of {@code Set-Cookie} in a response (RFC 6265 section 4).
 * Names keep their case. Any thread; immutable.
 */
final class CookieFetch implements TextExpression {
    private final Side side;
    private final byte[] name;

    /** @param name empty: any cookie */
    CookieFetch(Side side, String name) {
        this.side = side;
        this.name = name.getBytes(ISO_8859_1);
    }

    static Fetch.Maker maker(Side side) {
        return arguments -> new CookieFetch(side, arguments.text(0, ""));
    }

    static Fetch.Maker counter(Side side) {
        return arguments -> {
            CookieFetch cookie = new CookieFetch(side, arguments.text(0, ""));
            return (NumberExpression) cookie::count;
        };
    }

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    /** The last value of that cookie, or the first of any. */
    @Override
    public @Nullable Object evaluate(Transaction txn) {
        if (name.length == 0) {
            var first = new FirstText();
            anyText(txn, first);
            return first.text();
        }
        var last = new LastText();
        anyText(txn, last);
        return last.text();
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return anyText(txn, new ValueTextTest(txn, test));
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        Headers headers = HeaderFetch.headers(side, txn);
        String header = side == Side.REQUEST ? "cookie" : "set-cookie";
        for (int i = headers.find(header, 0); i >= 0; i = headers.find(header, i + 1))
            if (anyInLine(headers.bytes(), headers.valueStart(i), headers.valueEnd(i), test)) return true;
        return false;
    }

    /** A request's line holds many cookies; of a response's only the first pair is one, the others are attributes. */
    private boolean anyInLine(byte[] bytes, int from, int lineEnd, TextTest test) {
        int at = from;
        while (at < lineEnd) {
            int end = pairEnd(bytes, at, lineEnd);
            if (passesPair(bytes, at, end, test)) return true;
            if (side == Side.RESPONSE) return false;
            at = end + 1;
        }
        return false;
    }

    private boolean passesPair(byte[] bytes, int from, int end, TextTest test) {
        int equals = from;
        while (equals < end && bytes[equals] != '=') equals++;
        if (equals == end) return false;
        int nameStart = HeaderValues.skipBlanks(bytes, from, equals);
        if (!isNamed(bytes, nameStart, HeaderValues.dropBlanks(bytes, nameStart, equals))) return false;
        int valueStart = HeaderValues.skipBlanks(bytes, equals + 1, end);
        return test.passes(bytes, valueStart, HeaderValues.dropBlanks(bytes, valueStart, end));
    }

    private boolean isNamed(byte[] bytes, int start, int end) {
        if (name.length == 0) return true;
        if (end - start != name.length) return false;
        for (int i = 0; i < name.length; i++) if (bytes[start + i] != name[i]) return false;
        return true;
    }

    /** Offset of what ends a pair, outside quotes in its value: a semicolon or, in a request, a comma. */
    private int pairEnd(byte[] bytes, int from, int end) {
        boolean inValue = false;
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            byte c = bytes[i];
            if (!quoted && (c == ';' || c == ',' && side == Side.REQUEST)) return i;
            if (c == '"' && inValue) quoted = !quoted;
            else if (c == '\\' && quoted) i++;
            else if (c == '=') inValue = true;
        }
        return end;
    }

    private int count(Transaction txn) {
        var counting = new CountingTest();
        anyText(txn, counting);
        return counting.seen;
    }

    /** Passes nothing and counts. */
    private static final class CountingTest implements TextTest {
        private int seen;

        @Override
        public boolean passes(byte[] bytes, int start, int end) {
            seen++;
            return false;
        }
    }
}

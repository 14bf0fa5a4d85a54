package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** The values of a query parameter as they stand in the request ({@code urlp}). Any thread; immutable. */
final class UrlParameter implements TextExpression {
    private final byte[] name;
    private final byte delimiter;

    /**
     * @param name empty: any parameter
     * @param delimiter what begins the parameters, and separates them beside {@code &} and {@code ;}
     */
    UrlParameter(String name, char delimiter) {
        this.name = name.getBytes(ISO_8859_1);
        this.delimiter = (byte) delimiter;
    }

    static UrlParameter of(Arguments arguments) throws BadArgumentException {
        String delimiter = arguments.text(1, "?");
        if (delimiter.length() != 1) throw new BadArgumentException("delimiter '" + delimiter + "'", "one character");
        return new UrlParameter(arguments.text(0, ""), delimiter.charAt(0));
    }

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        var first = new FirstText();
        anyText(txn, first);
        return first.text();
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return anyText(txn, new ValueTextTest(txn, test));
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        RequestHead head = txn.request();
        byte[] bytes = head.headers().bytes();
        int end = head.targetEnd();
        int at = UriPart.pathStart(head);
        if (at < 0) return false;
        while (at < end && bytes[at] != delimiter) at++;
        while (at < end) {
            int start = at + 1;
            int equals = -1;
            for (at = start; at < end && !separates(bytes[at]); at++) if (bytes[at] == '=' && equals < 0) equals = at;
            if (equals >= 0 && isNamed(bytes, start, equals) && test.passes(bytes, equals + 1, at)) return true;
        }
        return false;
    }

    private boolean separates(byte c) {
        return c == '&' || c == ';' || c == delimiter;
    }

    private boolean isNamed(byte[] bytes, int start, int end) {
        if (name.length == 0) return true;
        if (end - start != name.length) return false;
        for (int i = 0; i < name.length; i++) if (bytes[start + i] != name[i]) return false;
        return true;
    }
}

package io.weir.rules.sample;

import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HeaderValues.Split;
import org.jspecify.annotations.Nullable;

/**
 * What a client says to prove who it is (RFC 9110 section 11.4): a scheme, such as {@code Bearer}, and what belongs to
 * it. Any thread; immutable.
 */
record Authorization(String scheme, String value) {
    private static final HeaderValues FIELD = new HeaderValues("authorization", Split.COMMAS);

    /** That of the request; null when there is none. */
    static @Nullable Authorization of(Transaction txn) {
        return of(txn, FIELD);
    }

    /** The first value of that field; null without a field, or without a blank behind the scheme. */
    static @Nullable Authorization of(Transaction txn, HeaderValues field) {
        Headers headers = txn.request().headers();
        long found = field.nth(headers, 1);
        if (found < 0) return null;
        String text = headers.text(HeaderValues.start(found), HeaderValues.end(found));
        int blank = text.indexOf(' ');
        return blank <= 0 ? null : new Authorization(text.substring(0, blank), withoutBlanks(text, blank));
    }

    private static String withoutBlanks(String text, int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) == ' ') start++;
        return text.substring(start);
    }

    boolean isBasic() {
        return scheme.equalsIgnoreCase("basic");
    }

    boolean isBearer() {
        return scheme.equalsIgnoreCase("bearer");
    }

    /** Does not show what it proves. */
    @Override
    public String toString() {
        return scheme;
    }
}

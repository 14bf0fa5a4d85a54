package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Name and password of a request's {@code Authorization: Basic} (RFC 7617). Any thread; immutable.
 */
public record Credentials(String user, String password) {
    /** Those of the request; null when it has none that can be read. */
    public static @Nullable Credentials of(Transaction txn) {
        Headers headers = txn.request().headers();
        int line = headers.find(isForProxy(txn) ? "proxy-authorization" : "authorization", 0);
        return line < 0 ? null : of(headers.value(line));
    }

    /** Whether the client takes us for a proxy: then there are other fields for the same (RFC 9110 section 11.7). */
    public static boolean isForProxy(Transaction txn) {
        String target = txn.request().target();
        return txn.request().headers().has("proxy-connection") && !target.startsWith("/") && !target.equals("*");
    }

    private static @Nullable Credentials of(String value) {
        int space = value.indexOf(' ');
        if (space < 0 || !value.substring(0, space).equalsIgnoreCase("basic")) return null;
        try {
            String text = new String(
                    Base64.getDecoder().decode(value.substring(space + 1).trim()), ISO_8859_1);
            int colon = text.indexOf(':');
            return colon < 0 ? null : new Credentials(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return user;
    }
}

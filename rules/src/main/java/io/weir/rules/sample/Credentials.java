package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Name and password of a request's {@code Authorization: Basic} (RFC 7617). Any thread; immutable.
 */
public record Credentials(String user, String password) {
    /** Those of the request; null when it has none that can be read. */
    public static @Nullable Credentials of(Transaction txn) {
        Authorization given = Authorization.of(txn);
        return given == null || !given.isBasic() ? null : of(given.value());
    }

    private static @Nullable Credentials of(String value) {
        try {
            String text = new String(Base64.getDecoder().decode(value), ISO_8859_1);
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

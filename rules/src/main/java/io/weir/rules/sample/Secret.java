package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** Bytes for cryptography, written in base64 or kept so in a variable. Any thread; immutable. */
@FunctionalInterface
interface Secret {
    /** Null when the variable is not set or is not base64. */
    byte @Nullable [] bytes(Transaction txn);

    /** Reads a variable's name or base64. */
    static Secret of(String text) throws BadArgumentException {
        Variable variable = Variable.orNull(text);
        if (variable != null) return txn -> decoded(variable.value(txn));
        byte[] bytes = decoded(text);
        if (bytes == null) throw new BadArgumentException("'" + text + "' is not base64", "base64 or a variable");
        return txn -> bytes;
    }

    private static byte @Nullable [] decoded(@Nullable Object value) {
        String bytes = value == null ? null : Texts.ofBase64(Casts.text(value));
        return bytes == null ? null : bytes.getBytes(ISO_8859_1);
    }
}

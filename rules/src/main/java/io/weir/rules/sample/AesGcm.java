package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The converter {@code aes_gcm_dec}: decrypts what AES-GCM (NIST SP 800-38D) has encrypted, and gives nothing unless the
 * tag is right.
 *
 * @param keyBytes 16, 24 or 32; of a longer key the first ones count
 *     <p>Any thread; immutable.
 */
record AesGcm(int keyBytes, Secret nonce, Secret key, Secret tag) {
    static Converter.Step step(Arguments arguments) throws BadArgumentException {
        long bits = arguments.number(0);
        if (bits != 128 && bits != 192 && bits != 256)
            throw new BadArgumentException("key size " + bits, "128, 192 or 256");
        var cipher = new AesGcm((int) bits / 8, arguments.secret(1), arguments.secret(2), arguments.secret(3));
        return (value, txn) -> cipher.decrypted((String) value, txn);
    }

    private @Nullable String decrypted(String text, Transaction txn) {
        byte[] nonceBytes = nonce.bytes(txn);
        byte[] given = key.bytes(txn);
        byte[] tagBytes = tag.bytes(txn);
        if (nonceBytes == null || given == null || tagBytes == null || given.length < keyBytes) return null;
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(given, 0, keyBytes, "AES"),
                    new GCMParameterSpec(tagBytes.length * 8, nonceBytes));
            return Casts.latin(cipher.doFinal(joined(text.getBytes(ISO_8859_1), tagBytes)));
        } catch (GeneralSecurityException e) {
            return null; // a wrong tag, or a nonce or tag of a length that AES-GCM does not have
        }
    }

    private static byte[] joined(byte[] text, byte[] tag) {
        byte[] both = Arrays.copyOf(text, text.length + tag.length);
        System.arraycopy(tag, 0, both, text.length, tag.length);
        return both;
    }
}

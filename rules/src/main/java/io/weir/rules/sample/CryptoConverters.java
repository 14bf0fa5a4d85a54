package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.SECRET;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.ArgumentType.VARIABLE;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;

/** Digests, signatures and decryption (configuration manual section 7.3.1). Any thread. */
final class CryptoConverters {
    private CryptoConverters() {}

    static void addTo(Converters.Table table) {
        Digest sha1 = Digest.SHA1;
        table.add("sha1", BIN, BIN, value -> sha1.of((String) value));
        table.add("sha2", BIN, BIN, Signature.optional(INTEGER), CryptoConverters::sha2);
        table.add("digest", BIN, BIN, Signature.required(STRING), a -> digest(Digest.named(a.text(0))));
        table.add("hmac", BIN, BIN, Signature.required(STRING, SECRET), CryptoConverters::hmac);
        table.add("aes_gcm_dec", BIN, BIN, Signature.required(INTEGER, SECRET, SECRET, SECRET), AesGcm::step);
        table.add("secure_memcmp", BIN, BOOL, Signature.required(VARIABLE), a -> sameBytes(a.variable(0)));
    }

    private static Converter.Step digest(Digest digest) {
        return (value, txn) -> digest.of((String) value);
    }

    private static Converter.Step sha2(Arguments arguments) throws BadArgumentException {
        long bits = arguments.number(0, 256);
        if (bits != 224 && bits != 256 && bits != 384 && bits != 512)
            throw new BadArgumentException("number of bits " + bits, "224, 256, 384 or 512");
        return digest(Digest.named("sha" + bits));
    }

    private static Converter.Step hmac(Arguments arguments) throws BadArgumentException {
        Digest digest = Digest.named(arguments.text(0));
        Secret key = arguments.secret(1);
        return (value, txn) -> {
            byte[] bytes = key.bytes(txn);
            return bytes == null ? null : digest.hmac(bytes, (String) value);
        };
    }

    /** Equal or not; how long it takes says nothing about where texts of one length differ. */
    private static Converter.Step sameBytes(Variable variable) {
        return (value, txn) -> {
            Object other = variable.value(txn);
            if (other == null) return null;
            return MessageDigest.isEqual(
                    ((String) value).getBytes(ISO_8859_1), Casts.binary(other).getBytes(ISO_8859_1));
        };
    }
}

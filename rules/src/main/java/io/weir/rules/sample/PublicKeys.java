package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that {@code jwt_verify} checks signatures with, by the names of their files. They are read while the
 * configuration is; no request waits for a disk. Any thread.
 */
public final class PublicKeys {
    /** None at all. */
    static final PublicKeys NONE = new PublicKeys();

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final String EXPECTED = "a file with '" + BEGIN + "'";
    private static final String[] KINDS = {"RSA", "EC", "RSASSA-PSS"};

    private final Map<String, PublicKey> byName = new ConcurrentHashMap<>();

    /** The key of that name; null: none was read. */
    @Nullable PublicKey named(String name) {
        return byName.get(name);
    }

    /**
     * Reads the key of that name, unless it is there already.
     *
     * @throws BadArgumentException when the file cannot be read or holds no such key (RFC 7468 section 13)
     */
    void read(String name, Path file) throws BadArgumentException {
        if (byName.containsKey(name)) return;
        try {
            byName.put(name, key(Files.readString(file, ISO_8859_1), file));
        } catch (NoSuchFileException e) {
            throw new BadArgumentException("file " + file + " does not exist", EXPECTED);
        } catch (IOException e) {
            throw new BadArgumentException("cannot read " + file + ": " + e.getMessage(), EXPECTED);
        }
    }

    /** The same for a name that may as well be a secret and no file. */
    void readIfThere(String name, Path file) {
        try {
            read(name, file);
        } catch (BadArgumentException e) {
            return; // then it is a secret, or verifying says that the key is unknown
        }
    }

    private static PublicKey key(String text, Path file) throws BadArgumentException {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) throw new BadArgumentException(file + " holds no public key", EXPECTED);
        try {
            var spec =
                    new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end)));
            for (String kind : KINDS) {
                PublicKey key = key(kind, spec);
                if (key != null) return key;
            }
        } catch (IllegalArgumentException e) {
            throw new BadArgumentException(file + " holds no base64", EXPECTED);
        }
        throw new BadArgumentException(file + " holds no key for RSA or ECDSA", EXPECTED);
    }

    private static @Nullable PublicKey key(String kind, X509EncodedKeySpec spec) {
        try {
            return KeyFactory.getInstance(kind).generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return null; // a key of another kind
        }
    }
}

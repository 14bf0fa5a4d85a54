package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The digests of the JDK under OpenSSL's names. Any thread. */
enum Digest {
    MD5("MD5", 64),
    SHA1("SHA-1", 64),
    SHA224("SHA-224", 64),
    SHA256("SHA-256", 64),
    SHA384("SHA-384", 128),
    SHA512("SHA-512", 128),
    SHA512_224("SHA-512/224", 128),
    SHA512_256("SHA-512/256", 128),
    SHA3_224("SHA3-224", 144),
    SHA3_256("SHA3-256", 136),
    SHA3_384("SHA3-384", 104),
    SHA3_512("SHA3-512", 72);

    private static final String NAMES =
            Arrays.stream(values()).map(Digest::title).collect(Collectors.joining(", "));

    private final String algorithm;
    private final int blockBytes;

    Digest(String algorithm, int blockBytes) {
        this.algorithm = algorithm;
        this.blockBytes = blockBytes;
    }

    /** The digest of that name, in whatever case and in which of OpenSSL's ways it is written. */
    static Digest named(String name) throws BadArgumentException {
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceFirst("^rsa-", "")
                .replaceFirst("^sha2?-(?!\\d$)", "sha")
                .replaceFirst("^sha-1$", "sha1")
                .replace('/', '-');
        for (Digest digest : values()) if (digest.title().equals(plain)) return digest;
        throw new BadArgumentException("'" + name + "' is no digest that Weir has", NAMES);
    }

    private String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String of(String bytes) {
        return Casts.latin(start().digest(bytes.getBytes(ISO_8859_1)));
    }

    /** The keyed hash of RFC 2104; the JDK's own refuses an empty key. */
    String hmac(byte[] key, String message) {
        byte[] block = Arrays.copyOf(key.length > blockBytes ? start().digest(key) : key, blockBytes);
        MessageDigest inner = start();
        inner.update(mixed(block, 0x36));
        byte[] inside = inner.digest(message.getBytes(ISO_8859_1));
        MessageDigest outer = start();
        outer.update(mixed(block, 0x5c));
        return Casts.latin(outer.digest(inside));
    }

    private static byte[] mixed(byte[] block, int pad) {
        byte[] mixed = new byte[block.length];
        for (int i = 0; i < block.length; i++) mixed[i] = (byte) (block[i] ^ pad);
        return mixed;
    }

    private MessageDigest start() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK that Weir runs on", e);
        }
    }
}

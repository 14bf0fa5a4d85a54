package io.weir.cli.crypt;

import io.weir.rules.PasswordHashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.Crypt;

/** The algorithms of crypt(3): SHA-512, SHA-256, MD5 and DES. Any thread. */
public final class CryptHashes implements PasswordHashes {
    /** Two characters of salt and eleven of the hash. */
    private static final int DES_LENGTH = 13;

    @Override
    public boolean knows(String hash) {
        if (hash.startsWith("$")) return hash.matches("\\$[156]\\$(rounds=[0-9]{1,9}\\$)?[^$]{0,16}\\$[./0-9A-Za-z]+");
        return hash.length() == DES_LENGTH && hash.matches("[./0-9A-Za-z]+");
    }

    @Override
    public boolean matches(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.ISO_8859_1);
        byte[] made = Crypt.crypt(bytes, hash).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(made, hash.getBytes(StandardCharsets.US_ASCII));
    }
}

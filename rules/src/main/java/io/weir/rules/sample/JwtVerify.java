package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;
import io.weir.rules.sample.JwtAlgorithm.Family;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The converter {@code jwt_verify}: whether the signature of a JSON web token in its compact form (RFC 7515 section 7.1)
 * is right: 1, 0, or a negative number that says why that cannot be told. Any thread; immutable.
 *
 * @param algorithm a variable, or null: the fixed one
 * @param key a variable, or null: the fixed one
 */
record JwtVerify(
        @Nullable Variable algorithm,
        @Nullable JwtAlgorithm fixed,
        @Nullable Variable key,
        String fixedKey,
        PublicKeys keys) {
    private static final long RIGHT = 1;
    private static final long WRONG = 0;
    private static final long UNKNOWN_ALGORITHM = -1;
    private static final long UNMANAGED_ALGORITHM = -2;
    private static final long INVALID_TOKEN = -3;
    private static final long UNKNOWN_KEY = -5;

    /** Makes it, and reads the key when the argument names one. */
    record Maker() implements Converter.FileMaker {
        @Override
        public Converter.Step make(Arguments arguments) throws BadArgumentException {
            throw new BadArgumentException("keys cannot be read here", "a rule line");
        }

        @Override
        public Converter.Step make(Arguments arguments, PatternFiles files) throws BadArgumentException {
            String name = arguments.text(0);
            Variable algorithm = Variable.orNull(name);
            JwtAlgorithm fixed = algorithm == null ? JwtAlgorithm.named(name) : null;
            if (algorithm == null && fixed == null)
                throw new BadArgumentException("'" + name + "' is no algorithm of JSON web tokens", JwtAlgorithm.NAMES);
            String keyName = arguments.text(1);
            Variable key = Variable.orNull(keyName);
            if (key == null) read(keyName, fixed, files);
            var verify = new JwtVerify(algorithm, fixed, key, keyName, files.keys());
            return (value, txn) -> verify.of((String) value, txn);
        }

        /** With an algorithm that a token names itself, the text may be a secret for some and a file for others. */
        private static void read(String name, @Nullable JwtAlgorithm fixed, PatternFiles files)
                throws BadArgumentException {
            if (fixed != null && !fixed.takesPublicKey()) return;
            Path file = files.keyFile(name);
            if (fixed == null && file != null) files.keys().readIfThere(name, file);
            if (fixed == null || files.keys().named(name) != null) return;
            if (file == null)
                throw new BadArgumentException(
                        "the public key '" + name + "' was not read with the configuration",
                        "a key that a jwt_verify of a rule line names");
            files.keys().read(name, file);
        }
    }

    private @Nullable Long of(String token, Transaction txn) {
        JwtAlgorithm by = fixed;
        if (algorithm != null) {
            Object name = algorithm.value(txn);
            if (name == null) return null;
            by = JwtAlgorithm.named(Casts.text(name));
        }
        Object named = key == null ? fixedKey : key.value(txn);
        if (named == null) return null;
        return by == null ? UNKNOWN_ALGORITHM : verified(token, by, Casts.text(named));
    }

    private long verified(String token, JwtAlgorithm by, String keyName) {
        int payload = token.indexOf('.') + 1;
        int signature = payload == 0 ? 0 : token.indexOf('.', payload) + 1;
        if (by == JwtAlgorithm.NONE) return unsigned(token, payload, signature);
        if (signature == 0 || signature == token.length() || token.indexOf('.', signature) >= 0) return INVALID_TOKEN;
        String bytes = Texts.ofBase64Url(token.substring(signature));
        if (bytes == null) return INVALID_TOKEN;
        String signed = token.substring(0, signature - 1);
        return by.takesPublicKey() ? byPublicKey(by, keyName, signed, bytes) : bySecret(by, keyName, signed, bytes);
    }

    private static long unsigned(String token, int payload, int signature) {
        if (payload == 0 || signature > 0 && token.indexOf('.', signature) >= 0) return INVALID_TOKEN;
        return signature == 0 || signature == token.length() ? RIGHT : WRONG;
    }

    private static long bySecret(JwtAlgorithm by, String secret, String signed, String signature) {
        String right = by.digest().hmac(secret.getBytes(ISO_8859_1), signed);
        return MessageDigest.isEqual(right.getBytes(ISO_8859_1), signature.getBytes(ISO_8859_1)) ? RIGHT : WRONG;
    }

    private long byPublicKey(JwtAlgorithm by, String name, String signed, String signature) {
        PublicKey known = keys.named(name);
        if (known == null) return by.family() == Family.PSS ? UNMANAGED_ALGORITHM : UNKNOWN_KEY; // as HAProxy
        if (by.family() == Family.ECDSA && signature.length() % 2 != 0) return INVALID_TOKEN;
        try {
            Signature verifier = Signature.getInstance(by.signature());
            AlgorithmParameterSpec parameters = by.parameters();
            if (parameters != null) verifier.setParameter(parameters);
            verifier.initVerify(known);
            verifier.update(signed.getBytes(ISO_8859_1));
            return verifier.verify(signature.getBytes(ISO_8859_1)) ? RIGHT : WRONG;
        } catch (GeneralSecurityException e) {
            return WRONG; // a key of another kind, or a signature of a wrong length
        }
    }
}

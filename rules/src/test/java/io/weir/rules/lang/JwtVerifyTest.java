package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.rules.Place;
import io.weir.rules.pattern.PatternRefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtVerifyTest {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String SIGNED = part("{\"alg\":\"none\"}") + "." + part("{\"sub\":\"me\"}");

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void aSignatureOfTheSamePrivateKeyIsRight() throws Exception {
        var rsa = rsa();
        var curve = curve("secp521r1");
        write("rsa.pem", rsa);
        write("ec.pem", curve);

        assertEquals(1L, verified(token(rsa, "SHA256withRSA"), "RS256,rsa.pem"));
        assertEquals(1L, verified(token(rsa, "SHA512withRSA"), "RS512,rsa.pem"));
        assertEquals(1L, verified(token(curve, "SHA512withECDSAinP1363Format"), "ES512,ec.pem"));
        assertEquals(1L, verified(pssToken(rsa), "PS384,rsa.pem"));
    }

    @Test
    void aSignatureOfAnotherKeyDigestOrTextIsWrong() throws Exception {
        var rsa = rsa();
        write("rsa.pem", rsa);
        write("ec.pem", curve("secp256r1"));
        String right = token(rsa, "SHA256withRSA");

        assertEquals(0L, verified(right, "RS384,rsa.pem"));
        assertEquals(0L, verified(right, "PS256,rsa.pem"));
        assertEquals(0L, verified(right, "RS256,ec.pem"));
        assertEquals(0L, verified(right, "ES256,ec.pem"));
        assertEquals(0L, verified(part("{}") + right.substring(right.indexOf('.')), "RS256,rsa.pem"));
    }

    @Test
    void whatCannotBeVerifiedSaysWhy() throws Exception {
        var rsa = rsa();
        write("rsa.pem", rsa);
        String right = token(rsa, "SHA256withRSA");

        assertEquals(-1L, verified(right, "txn.unknown,rsa.pem"));
        assertEquals(-3L, verified(SIGNED, "RS256,rsa.pem"));
        assertEquals(-3L, verified(SIGNED + ".", "RS256,rsa.pem"));
        assertEquals(-3L, verified(right + ".x", "RS256,rsa.pem"));
        assertEquals(-3L, verified(SIGNED + ".a", "RS256,rsa.pem"));
        assertEquals(-5L, verified(right, "txn.rs256,nowhere.pem"));
        assertEquals(-2L, verified(right, "txn.ps256,nowhere.pem"));
        assertEquals(1L, verified(SIGNED + ".", "none,x"));
        assertEquals(1L, verified(SIGNED, "none,x"));
        assertEquals(0L, verified(right, "none,x"));
        assertEquals(-3L, verified("a", "none,x"));
        assertNull(verified(right, "txn.none,rsa.pem"));
        assertNull(verified(right, "RS256,txn.none"));
    }

    @Test
    void aKeyInAVariableIsFoundWhenSomeRuleNamesItsFile() throws Exception {
        var rsa = rsa();
        write("rsa.pem", rsa);
        String right = token(rsa, "SHA256withRSA");
        var scope = scope();

        assertEquals(-5L, verified(right, "txn.rs256,txn.key", scope));
        assertEquals(1L, verified(right, "txn.rs256,rsa.pem", scope));
        assertEquals(1L, verified(right, "txn.rs256,txn.key", scope));
    }

    @Test
    void aFileWithoutAKeyIsRefused() throws Exception {
        Files.writeString(folder.resolve("text.pem"), "hello");
        Files.writeString(folder.resolve("bad.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        String expected = " (expected a file with '-----BEGIN PUBLIC KEY-----')";

        assertEquals("'jwt_verify': file FOLDER/none.pem does not exist" + expected, refused("RS256,none.pem"));
        assertEquals("'jwt_verify': FOLDER/text.pem holds no public key" + expected, refused("ES256,text.pem"));
        assertEquals("'jwt_verify': FOLDER/bad.pem holds no key for RSA or ECDSA" + expected, refused("PS256,bad.pem"));
    }

    private String refused(String arguments) {
        var problem = new Problems();
        new ExpressionReader(problem, scope()).read(word("str(x),jwt_verify(" + arguments + ")"), Usable.REQUEST);
        String text = problem.all().getFirst().toString();
        return text.substring(text.indexOf("error: ") + 7).replace(folder.toString(), "FOLDER");
    }

    private @Nullable Object verified(String token, String arguments) {
        return verified(token, arguments, scope());
    }

    private @Nullable Object verified(String token, String arguments, AclScope scope) {
        var request = TestRequest.of("GET / HTTP/1.1\r\n\r\n");
        var effects = request.txn().effects();
        var here = new Place("x", 1, 1);
        effects.setVar("txn.unknown", "XS256", here);
        effects.setVar("txn.rs256", "RS256", here);
        effects.setVar("txn.ps256", "PS256", here);
        effects.setVar("txn.key", "rsa.pem", here);
        var read = new ExpressionReader(problems, scope)
                .read(word("str(" + token + "),jwt_verify(" + arguments + ")"), Usable.REQUEST);
        assertNotNull(read, () -> problems.all().toString());
        return read.evaluate(request.txn());
    }

    private AclScope scope() {
        return new AclScope(AclScope.Section.FRONTEND, "fe", folder, new PatternRefs());
    }

    private static Word word(String text) {
        return new Word(text, new Place("x.cfg", 1, 1));
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(ISO_8859_1));
    }

    private static String token(KeyPair keys, String algorithm) throws GeneralSecurityException {
        return signed(keys, Signature.getInstance(algorithm));
    }

    private static String pssToken(KeyPair keys) throws GeneralSecurityException {
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1));
        return signed(keys, signature);
    }

    private static String signed(KeyPair keys, Signature signature) throws GeneralSecurityException {
        signature.initSign(keys.getPrivate());
        signature.update(SIGNED.getBytes(ISO_8859_1));
        return SIGNED + "." + BASE64.encodeToString(signature.sign());
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static KeyPair curve(String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    private void write(String name, KeyPair keys) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
        Files.writeString(folder.resolve(name), "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    }
}

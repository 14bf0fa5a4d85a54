package io.weir.rules.sample;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** How a JSON web token is signed (RFC 7518 section 3.1). Any thread. */
enum JwtAlgorithm {
    NONE(Family.NONE, 0),
    HS256(Family.HMAC, 256),
    HS384(Family.HMAC, 384),
    HS512(Family.HMAC, 512),
    RS256(Family.RSA, 256),
    RS384(Family.RSA, 384),
    RS512(Family.RSA, 512),
    ES256(Family.ECDSA, 256),
    ES384(Family.ECDSA, 384),
    ES512(Family.ECDSA, 512),
    PS256(Family.PSS, 256),
    PS384(Family.PSS, 384),
    PS512(Family.PSS, 512);

    static final String NAMES = "none, or one of HS256, RS256, ES256 and PS256 and their like for 384 and 512";

    /** What proves a signature. */
    enum Family {
        NONE,
        HMAC,
        RSA,
        ECDSA,
        PSS
    }

    private final Family family;
    private final int bits;

    JwtAlgorithm(Family family, int bits) {
        this.family = family;
        this.bits = bits;
    }

    /** The one that a token's header calls so; null: there is none. */
    static @Nullable JwtAlgorithm named(String name) {
        if (name.equals("none")) return NONE;
        for (JwtAlgorithm each : values()) if (each != NONE && each.name().equals(name)) return each;
        return null;
    }

    Family family() {
        return family;
    }

    /** Whether what proves it is a public key and no secret. */
    boolean takesPublicKey() {
        return family != Family.NONE && family != Family.HMAC;
    }

    /** The digest of those with a secret. */
    Digest digest() {
        return switch (bits) {
            case 384 -> Digest.SHA384;
            case 512 -> Digest.SHA512;
            default -> Digest.SHA256;
        };
    }

    /** As the JDK calls those with a public key. */
    String signature() {
        return switch (family) {
            case RSA -> "SHA" + bits + "withRSA";
            case ECDSA -> "SHA" + bits + "withECDSAinP1363Format";
            case PSS -> "RSASSA-PSS";
            case NONE, HMAC -> throw new IllegalStateException(name() + " takes no public key");
        };
    }

    /** Null where the name says it all. */
    @Nullable AlgorithmParameterSpec parameters() {
        if (family != Family.PSS) return null;
        String digest = "SHA-" + bits;
        return new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), bits / 8, 1);
    }
}

package io.weir.rules.sample;

import static io.weir.rules.sample.XxHash64.word;

/**
 * XXH3 for inputs of more than 240 bytes: eight lanes take stripes, and are scrambled behind every block of them.
 * Confined to one hash.
 */
final class XxHash3Long {
    static final int STRIPE_BYTES = 64;
    private static final int SECRET_STEP = 8;
    private static final int LANES = 8;
    private static final long PRIME32_1 = 0x9E3779B1L;
    private static final long PRIME32_2 = 0x85EBCA77L;
    private static final long PRIME32_3 = 0xC2B2AE3DL;

    private final long[] lanes = {
        PRIME32_3,
        XxHash64.PRIME_1,
        XxHash64.PRIME_2,
        XxHash64.PRIME_3,
        XxHash64.PRIME_4,
        PRIME32_2,
        XxHash64.PRIME_5,
        PRIME32_1
    };
    private final byte[] bytes;
    private final byte[] secret;

    private XxHash3Long(byte[] bytes, byte[] secret) {
        this.bytes = bytes;
        this.secret = secret;
    }

    static long of(byte[] bytes, byte[] secret) {
        var hash = new XxHash3Long(bytes, secret);
        hash.takeAll();
        return hash.merged();
    }

    private void takeAll() {
        int lastSecret = secret.length - STRIPE_BYTES;
        int stripesInBlock = lastSecret / SECRET_STEP;
        int stripes = (bytes.length - 1) / STRIPE_BYTES;
        for (int i = 0; i < stripes; i++) {
            int inBlock = i % stripesInBlock;
            take(i * STRIPE_BYTES, inBlock * SECRET_STEP);
            if (inBlock == stripesInBlock - 1) scramble(lastSecret);
        }
        take(bytes.length - STRIPE_BYTES, lastSecret - 7);
    }

    private void take(int at, int secretAt) {
        for (int lane = 0; lane < LANES; lane++) {
            long input = word(bytes, at + 8 * lane);
            long keyed = input ^ word(secret, secretAt + 8 * lane);
            lanes[lane ^ 1] += input;
            lanes[lane] += (keyed & 0xffffffffL) * (keyed >>> 32);
        }
    }

    private void scramble(int secretAt) {
        for (int lane = 0; lane < LANES; lane++)
            lanes[lane] = (lanes[lane] ^ lanes[lane] >>> 47 ^ word(secret, secretAt + 8 * lane)) * PRIME32_1;
    }

    private long merged() {
        long hash = bytes.length * XxHash64.PRIME_1;
        for (int lane = 0; lane < LANES; lane += 2)
            hash += XxHash3.folded(
                    lanes[lane] ^ word(secret, 11 + 8 * lane), lanes[lane + 1] ^ word(secret, 19 + 8 * lane));
        return XxHash3.avalanche(hash);
    }
}

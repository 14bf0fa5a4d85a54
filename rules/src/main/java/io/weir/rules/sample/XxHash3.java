package io.weir.rules.sample;

import static io.weir.rules.sample.XxHash64.half;
import static io.weir.rules.sample.XxHash64.word;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** The hash XXH3 of 64 bits with a seed (xxHash 0.8). Each range of lengths has its own way. Any thread. */
final class XxHash3 {
    /** The secret that XXH3 has for everybody. */
    private static final byte[] SECRET = HexFormat.of()
            .parseHex("b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                    + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                    + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                    + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                    + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                    + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

    private static final int MIDDLE_SECRET_BYTES = 136;

    private XxHash3() {}

    static long of(byte[] bytes, long seed) {
        int length = bytes.length;
        if (length > 240) return XxHash3Long.of(bytes, seed == 0 ? SECRET : seeded(seed));
        if (length > 128) return upTo240(bytes, seed);
        if (length > 16) return upTo128(bytes, seed);
        if (length > 8) return upTo16(bytes, seed);
        if (length > 3) return upTo8(bytes, seed);
        if (length > 0) return upTo3(bytes, seed);
        return XxHash64.avalanche(seed ^ word(SECRET, 56) ^ word(SECRET, 64));
    }

    private static long upTo3(byte[] bytes, long seed) {
        int length = bytes.length;
        int first = bytes[0] & 0xff;
        int middle = bytes[length >> 1] & 0xff;
        int last = bytes[length - 1] & 0xff;
        long combined = (first << 16 | middle << 24 | last | length << 8) & 0xffffffffL;
        return XxHash64.avalanche(combined ^ (half(SECRET, 0) ^ half(SECRET, 4)) + seed);
    }

    private static long upTo8(byte[] bytes, long seed) {
        int length = bytes.length;
        long turned = seed ^ (Integer.reverseBytes((int) seed) & 0xffffffffL) << 32;
        long input = half(bytes, length - 4) + (half(bytes, 0) << 32);
        long keyed = input ^ (word(SECRET, 8) ^ word(SECRET, 16)) - turned;
        long hash = keyed ^ Long.rotateLeft(keyed, 49) ^ Long.rotateLeft(keyed, 24);
        hash *= 0x9FB21C651E98DF25L;
        hash ^= (hash >>> 35) + length;
        hash *= 0x9FB21C651E98DF25L;
        return hash ^ hash >>> 28;
    }

    private static long upTo16(byte[] bytes, long seed) {
        int length = bytes.length;
        long low = word(bytes, 0) ^ (word(SECRET, 24) ^ word(SECRET, 32)) + seed;
        long high = word(bytes, length - 8) ^ (word(SECRET, 40) ^ word(SECRET, 48)) - seed;
        return avalanche(length + Long.reverseBytes(low) + high + folded(low, high));
    }

    private static long upTo128(byte[] bytes, long seed) {
        int length = bytes.length;
        long hash = length * XxHash64.PRIME_1;
        for (int i = (length - 1) / 32; i >= 0; i--) {
            hash += mixed(bytes, 16 * i, 32 * i, seed);
            hash += mixed(bytes, length - 16 * (i + 1), 32 * i + 16, seed);
        }
        return avalanche(hash);
    }

    private static long upTo240(byte[] bytes, long seed) {
        int length = bytes.length;
        long hash = length * XxHash64.PRIME_1;
        for (int i = 0; i < 8; i++) hash += mixed(bytes, 16 * i, 16 * i, seed);
        hash = avalanche(hash);
        for (int i = 8; i < length / 16; i++) hash += mixed(bytes, 16 * i, 16 * (i - 8) + 3, seed);
        return avalanche(hash + mixed(bytes, length - 16, MIDDLE_SECRET_BYTES - 17, seed));
    }

    private static long mixed(byte[] bytes, int at, int secretAt, long seed) {
        return folded(
                word(bytes, at) ^ word(SECRET, secretAt) + seed,
                word(bytes, at + 8) ^ word(SECRET, secretAt + 8) - seed);
    }

    /** Both halves of the product of 128 bits. */
    static long folded(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 37) * 0x165667919E3779F9L;
        return mixed ^ mixed >>> 32;
    }

    private static byte[] seeded(long seed) {
        ByteBuffer secret = ByteBuffer.allocate(SECRET.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < SECRET.length; at += 16)
            secret.putLong(word(SECRET, at) + seed).putLong(word(SECRET, at + 8) - seed);
        return secret.array();
    }
}

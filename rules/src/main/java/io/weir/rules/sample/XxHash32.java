package io.weir.rules.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash XXH32 (its specification: xxHash fast digest algorithm, version 0.1.1). Any thread. */
final class XxHash32 {
    private static final int PRIME_1 = 0x9E3779B1;
    private static final int PRIME_2 = 0x85EBCA77;
    private static final int PRIME_3 = 0xC2B2AE3D;
    private static final int PRIME_4 = 0x27D4EB2F;
    private static final int PRIME_5 = 0x165667B1;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash32() {}

    static int of(byte[] bytes, int seed) {
        int stripes = bytes.length & ~15;
        int hash = (stripes == 0 ? seed + PRIME_5 : stripes(bytes, stripes, seed)) + bytes.length;
        int at = stripes;
        for (; at + 4 <= bytes.length; at += 4)
            hash = Integer.rotateLeft(hash + (int) INTS.get(bytes, at) * PRIME_3, 17) * PRIME_4;
        for (; at < bytes.length; at++) hash = Integer.rotateLeft(hash + (bytes[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        hash = (hash ^ hash >>> 15) * PRIME_2;
        hash = (hash ^ hash >>> 13) * PRIME_3;
        return hash ^ hash >>> 16;
    }

    private static int stripes(byte[] bytes, int end, int seed) {
        int a = seed + PRIME_1 + PRIME_2;
        int b = seed + PRIME_2;
        int c = seed;
        int d = seed - PRIME_1;
        for (int at = 0; at < end; at += 16) {
            a = round(a, (int) INTS.get(bytes, at));
            b = round(b, (int) INTS.get(bytes, at + 4));
            c = round(c, (int) INTS.get(bytes, at + 8));
            d = round(d, (int) INTS.get(bytes, at + 12));
        }
        return Integer.rotateLeft(a, 1)
                + Integer.rotateLeft(b, 7)
                + Integer.rotateLeft(c, 12)
                + Integer.rotateLeft(d, 18);
    }

    private static int round(int lane, int input) {
        return Integer.rotateLeft(lane + input * PRIME_2, 13) * PRIME_1;
    }
}

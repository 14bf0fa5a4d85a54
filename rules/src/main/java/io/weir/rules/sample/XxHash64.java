package io.weir.rules.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash XXH64 (its specification: xxHash fast digest algorithm, version 0.1.1). Any thread. */
public final class XxHash64 {
    static final long PRIME_1 = 0x9E3779B185EBCA87L;
    static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    static final long PRIME_3 = 0x165667B19E3779F9L;
    static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    public static long of(byte[] bytes, long seed) {
        int stripes = bytes.length & ~31;
        long hash = (stripes == 0 ? seed + PRIME_5 : stripes(bytes, stripes, seed)) + bytes.length;
        int at = stripes;
        for (; at + 8 <= bytes.length; at += 8)
            hash = Long.rotateLeft(hash ^ round(0, word(bytes, at)), 27) * PRIME_1 + PRIME_4;
        for (; at + 4 <= bytes.length; at += 4)
            hash = Long.rotateLeft(hash ^ half(bytes, at) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        for (; at < bytes.length; at++) hash = Long.rotateLeft(hash ^ (bytes[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        return avalanche(hash);
    }

    private static long stripes(byte[] bytes, int end, long seed) {
        long a = seed + PRIME_1 + PRIME_2;
        long b = seed + PRIME_2;
        long c = seed;
        long d = seed - PRIME_1;
        for (int at = 0; at < end; at += 32) {
            a = round(a, word(bytes, at));
            b = round(b, word(bytes, at + 8));
            c = round(c, word(bytes, at + 16));
            d = round(d, word(bytes, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return merged(merged(merged(merged(hash, a), b), c), d);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merged(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    /** Lets every bit of the input reach every bit of the hash. */
    static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME_3;
        return mixed ^ mixed >>> 32;
    }

    /** Eight bytes, the lowest first. */
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Four bytes without sign, the lowest first. */
    static long half(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at) & 0xffffffffL;
    }
}

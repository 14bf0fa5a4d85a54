package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.INT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Hashes that are quick and no secret (configuration manual section 7.3.1). Any thread. */
final class HashConverters {
    private HashConverters() {}

    static void addTo(Converters.Table table) {
        add(table, "crc32", bytes -> checksum(new CRC32(), bytes));
        add(table, "crc32c", bytes -> checksum(new CRC32C(), bytes));
        add(table, "djb2", HashConverters::djb2);
        add(table, "sdbm", HashConverters::sdbm);
        add(table, "wt6", HashConverters::wt6);
        addSeeded(table, "xxh32", (bytes, seed) -> XxHash32.of(bytes, (int) seed) & 0xffffffffL);
        addSeeded(table, "xxh64", XxHash64::of);
        addSeeded(table, "xxh3", XxHash3::of);
    }

    /** A hash of 32 bits. */
    @FunctionalInterface
    private interface Hash32 {
        int of(byte[] bytes);
    }

    @FunctionalInterface
    private interface SeededHash {
        long of(byte[] bytes, long seed);
    }

    private static void add(Converters.Table table, String name, Hash32 hash) {
        table.add(name, BIN, INT, Signature.optional(INTEGER), a -> {
            boolean spread = a.number(0, 0) != 0;
            return (value, txn) -> {
                int hashed = hash.of(bytes(value));
                return (spread ? spread(hashed) : hashed) & 0xffffffffL;
            };
        });
    }

    private static void addSeeded(Converters.Table table, String name, SeededHash hash) {
        table.add(name, BIN, INT, Signature.optional(INTEGER), a -> {
            long seed = a.number(0, 0);
            return (value, txn) -> hash.of(bytes(value), seed);
        });
    }

    private static byte[] bytes(Object value) {
        return ((String) value).getBytes(ISO_8859_1);
    }

    private static int checksum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static int djb2(byte[] bytes) {
        int hash = 5381;
        for (byte b : bytes) hash = hash * 33 + (b & 0xff);
        return hash;
    }

    private static int sdbm(byte[] bytes) {
        int hash = 0;
        for (byte b : bytes) hash = (b & 0xff) + (hash << 6) + (hash << 16) - hash;
        return hash;
    }

    private static int wt6(byte[] bytes) {
        int low = 0xa53c965a;
        int high = 0x5ca6953a;
        int lowStep = 6;
        int highStep = 18;
        for (byte b : bytes) {
            low = ~(low ^ (b & 0xff));
            high = ~(high + (b & 0xff));
            int turned = Integer.rotateLeft(high, lowStep);
            high = Integer.rotateLeft(low, highStep);
            low = turned;
            int steps = (low >>> 16 ^ high) & 0xffff;
            lowStep = steps & 31;
            highStep = steps >>> 11;
        }
        return low ^ high;
    }

    /** Bob Jenkins' integer hash with full avalanche, multiplied by HAProxy's prime near three quarters of the range. */
    static int spread(int hash) {
        int a = hash;
        a = a + 0x7ed55d16 + (a << 12);
        a = a ^ 0xc761c23c ^ a >>> 19;
        a = a + 0x165667b1 + (a << 5);
        a = a + 0xd3a2646c ^ a << 9;
        a = a + 0xfd7046c5 + (a << 3);
        a = a ^ 0xb55a4f09 ^ a >>> 16;
        return a * (int) 3221225473L;
    }
}

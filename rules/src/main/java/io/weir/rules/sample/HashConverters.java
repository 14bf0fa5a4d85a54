package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.INT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Hashes that are quick and no secret (configuration manual section 7.3.1). Any thread. */
final class HashConverters {
    private HashConverters() {}

    static void addTo(Converters.Table table) {
        add(table, "crc32", whole(HashFunction.CRC32));
        add(table, "crc32c", bytes -> checksum(new CRC32C(), bytes));
        add(table, "djb2", whole(HashFunction.DJB2));
        add(table, "sdbm", whole(HashFunction.SDBM));
        add(table, "wt6", whole(HashFunction.WT6));
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
                return (spread ? HashFunction.spread(hashed) : hashed) & 0xffffffffL;
            };
        });
    }

    private static void addSeeded(Converters.Table table, String name, SeededHash hash) {
        table.add(name, BIN, INT, Signature.optional(INTEGER), a -> {
            long seed = a.number(0, 0);
            return (value, txn) -> hash.of(bytes(value), seed);
        });
    }

    private static Hash32 whole(HashFunction function) {
        return bytes -> function.of(bytes, 0, bytes.length);
    }

    private static byte[] bytes(Object value) {
        return ((String) value).getBytes(ISO_8859_1);
    }

    private static int checksum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}

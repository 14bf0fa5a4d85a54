package io.weir.rules.pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatternTreeTest {
    private static final byte[] SAME = new byte[256];
    private static final int MANY = 100_000;

    static {
        for (int i = 0; i < SAME.length; i++) SAME[i] = (byte) i;
    }

    @Test
    void theLongestBeginningIsFoundAndTheWholeKeyOnlyByItself() {
        var tree = PatternTree.<String>empty();
        for (String key : new String[] {"/api", "/api/v1", "/a", "/b"})
            tree = tree.with(bytes(key), key.length() * 8, key);

        assertEquals("/api/v1", longest(tree, "/api/v1/x"));
        assertEquals("/api", longest(tree, "/api/v2"));
        assertEquals("/a", longest(tree, "/ap"));
        assertNull(longest(tree, "/"));
        assertEquals("/api", exact(tree, "/api"));
        assertNull(exact(tree, "/api/"));
        assertNull(exact(tree, ""));
    }

    @Test
    void anEmptyKeyIsTheBeginningOfEverything() {
        var tree = PatternTree.<String>empty().with(new byte[0], 0, "all").with(bytes("/a"), 16, "a");

        assertEquals("all", longest(tree, ""));
        assertEquals("all", longest(tree, "/b"));
        assertEquals("a", longest(tree, "/a"));
        assertNull(longest(tree.without(new byte[0], 0), "/b"));
    }

    @Test
    void bitsInNumbersFindWhatTheSameBytesFind() {
        var random = new Random(7);
        var tree = PatternTree.<String>empty();
        for (int i = 0; i < 300; i++) {
            byte[] key = fewDifferent(random);
            int bits = random.nextInt(129);
            for (int bit = bits; bit < 128; bit++) key[bit >>> 3] &= (byte) ~(0x80 >>> (bit & 7));
            tree = tree.with(key, bits, "key " + i);
        }

        for (int i = 0; i < 2_000; i++) {
            byte[] text = fewDifferent(random);
            var words = ByteBuffer.wrap(text);
            long high = words.getLong();

            assertEquals(tree.longest(SAME, text, 0, 128), tree.longest(high, words.getLong(), 128));
            assertEquals(tree.longest(SAME, text, 0, 32), tree.longest(high, 0, 32));
        }
    }

    /** Sixteen bytes that often begin like others. */
    private static byte[] fewDifferent(Random random) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) bytes[i] = (byte) (random.nextInt(6) == 0 ? random.nextInt() : 0x80);
        return bytes;
    }

    @Test
    void changesDoNotDisturbWhoReadsAnOlderTree() {
        var before = PatternTree.<String>empty().with(bytes("/a"), 16, "old");

        var after = before.with(bytes("/a"), 16, "new").with(bytes("/ab"), 24, "more");

        assertEquals("old", longest(before, "/ab"));
        assertEquals("more", longest(after, "/ab"));
        assertEquals("new", longest(after.without(bytes("/ab"), 24), "/ab"));
    }

    @Test
    void itHoldsWhatASortedMapHoldsAfterThousandsOfChanges() {
        var random = new Random(5);
        var tree = PatternTree.<String>empty();
        Map<String, String> model = new TreeMap<>();

        for (int i = 0; i < 20_000; i++) {
            String key = "abc".repeat(2).substring(0, random.nextInt(7)) + Integer.toString(random.nextInt(300), 3);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                tree = tree.without(bytes(key), key.length() * 8);
            } else {
                model.put(key, key + i);
                tree = tree.with(bytes(key), key.length() * 8, key + i);
            }
            assertEquals(model.get(key), exact(tree, key));
        }

        Map<String, String> held = new TreeMap<>();
        tree.forEach(value -> held.put(value, value));
        assertEquals(model.size(), held.size());
        for (var each : model.entrySet()) assertEquals(each.getValue(), exact(tree, each.getKey()));
        for (String key : model.keySet()) tree = tree.without(bytes(key), key.length() * 8);
        assertTrue(tree.isEmpty());
    }

    @Test
    void aHundredThousandKeysAreFoundInFewSteps() {
        var tree = PatternTree.<String>empty();
        for (int i = 0; i < MANY; i++) tree = tree.with(bytes(key(i)), key(i).length() * 8, key(i));

        int deepest = 0;
        for (int i = 0; i < MANY; i++) {
            deepest = Math.max(deepest, tree.depth(bytes(key(i)), key(i).length() * 8));
            assertEquals(key(i), exact(tree, key(i)));
            assertEquals(key(i), longest(tree, key(i) + "/x"));
        }
        assertTrue(deepest <= 40, deepest + " steps");
    }

    @Test
    void aChainOfKeysThatBeginWithEachOtherNeedsNoStack() {
        var tree = PatternTree.<String>empty();
        byte[] longKey = bytes("a".repeat(20_000));

        for (int length = 20_000; length > 0; length -= 10) tree = tree.with(longKey, length * 8, "v" + length);
        var emptied = new Object() {
            int count;
        };
        tree.forEach(value -> emptied.count++);

        assertEquals(2000, emptied.count);
        assertEquals("v15000", longest(tree, "a".repeat(15_005)));
    }

    private static String key(int i) {
        return "/site" + i % 317 + "/page/" + i;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static @Nullable String longest(PatternTree<String> tree, String text) {
        return tree.longest(SAME, bytes("  " + text), 2, text.length() * 8);
    }

    private static @Nullable String exact(PatternTree<String> tree, String text) {
        return tree.exact(SAME, bytes("  " + text), 2, text.length() * 8);
    }
}

package io.weir.rules.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by keys of bits, found by their whole key or by the longest key that something begins with, in as many steps
 * as keys branch on the way. A change makes another tree, which shares all nodes but those on the way to the key; so
 * whoever reads one is never disturbed. Any thread; immutable.
 */
public final class PatternTree<V> {
    private static final PatternTree<?> EMPTY = new PatternTree<>(null);

    private final @Nullable Node<V> root;

    private PatternTree(@Nullable Node<V> root) {
        this.root = root;
    }

    /**
     * The first {@code bits} bits of {@code key}; below it are only keys that begin with them.
     *
     * @param value null where the tree only branches
     */
    private record Node<V>(
            byte[] key,
            int bits,
            @Nullable V value,
            @Nullable Node<V> zero,
            @Nullable Node<V> one) {
        @Nullable Node<V> child(int bit) {
            return bit == 0 ? zero : one;
        }

        Node<V> with(int bit, @Nullable Node<V> child) {
            return bit == 0 ? new Node<>(key, bits, value, child, one) : new Node<>(key, bits, value, zero, child);
        }

        Node<V> with(@Nullable V other) {
            return new Node<>(key, bits, other, zero, one);
        }
    }

    @SuppressWarnings("unchecked") // it holds nothing
    public static <V> PatternTree<V> empty() {
        return (PatternTree<V>) EMPTY;
    }

    public boolean isEmpty() {
        return root == null;
    }

    /**
     * The value of exactly that key, or null.
     *
     * @param folding each byte of the text as keys have it
     * @param start of the text
     * @param bits how many bits of it count
     */
    public @Nullable V exact(byte[] folding, byte[] text, int start, int bits) {
        Node<V> node = root;
        int known = 0;
        while (node != null && node.bits <= bits && begins(node, known, folding, text, start)) {
            if (node.bits == bits) return node.value;
            known = node.bits;
            node = node.child(bit(folding[text[start + (known >>> 3)] & 0xff], known));
        }
        return null;
    }

    /** The value of the longest key that the text begins with, or null; parameters as of {@link #exact}. */
    public @Nullable V longest(byte[] folding, byte[] text, int start, int bits) {
        Node<V> node = root;
        V found = null;
        int known = 0;
        while (node != null && node.bits <= bits && begins(node, known, folding, text, start)) {
            if (node.value != null) found = node.value;
            known = node.bits;
            if (known == bits) break;
            node = node.child(bit(folding[text[start + (known >>> 3)] & 0xff], known));
        }
        return found;
    }

    /**
     * The same for bits that are no bytes yet.
     *
     * @param high the first 64 of them
     * @param low the next 64
     * @param bits how many of them count
     */
    public @Nullable V longest(long high, long low, int bits) {
        Node<V> node = root;
        V found = null;
        int known = 0;
        while (node != null && node.bits <= bits && begins(node, known, high, low)) {
            if (node.value != null) found = node.value;
            known = node.bits;
            if (known == bits) break;
            node = node.child(bit(octet(high, low, known >>> 3), known));
        }
        return found;
    }

    /** The value of exactly that key, or null. */
    public @Nullable V get(byte[] key, int bits) {
        Node<V> node = root;
        while (node != null && node.bits <= bits && common(node, key, bits) == node.bits) {
            if (node.bits == bits) return node.value;
            node = node.child(bit(key[node.bits >>> 3], node.bits));
        }
        return null;
    }

    /** How many nodes lie on the way to that key. */
    public int depth(byte[] key, int bits) {
        return way(key, bits).size();
    }

    /** The tree with that value at that key, whatever was there. */
    public PatternTree<V> with(byte[] key, int bits, V value) {
        List<Node<V>> way = way(key, bits);
        Node<V> last = way.isEmpty() ? null : way.getLast();
        if (last != null && last.bits == bits) return replaced(way, way.size() - 1, last.with(value), key);
        Node<V> below = last == null ? root : last.child(bit(key[last.bits >>> 3], last.bits));
        return replaced(way, way.size(), below == null ? leaf(key, bits, value) : joined(below, key, bits, value), key);
    }

    /** The tree without that key. */
    public PatternTree<V> without(byte[] key, int bits) {
        List<Node<V>> way = way(key, bits);
        if (way.isEmpty() || way.getLast().bits != bits || way.getLast().value == null) return this;
        Node<V> last = way.getLast();
        if (last.zero != null && last.one != null) return replaced(way, way.size() - 1, last.with(null), key);
        Node<V> child = last.zero != null ? last.zero : last.one;
        Node<V> parent = way.size() < 2 ? null : way.get(way.size() - 2);
        if (child != null || parent == null || parent.value != null) return replaced(way, way.size() - 1, child, key);
        Node<V> sibling = parent.child(1 - bit(key[parent.bits >>> 3], parent.bits));
        return replaced(way, way.size() - 2, sibling, key);
    }

    /** Hands over every value, in no order that means anything. */
    public void forEach(Consumer<V> receiver) {
        var left = new ArrayDeque<Node<V>>();
        if (root != null) left.push(root);
        while (!left.isEmpty()) {
            Node<V> node = left.pop();
            if (node.value != null) receiver.accept(node.value);
            if (node.zero != null) left.push(node.zero);
            if (node.one != null) left.push(node.one);
        }
    }

    /** The nodes whose bits that key begins with, from the root on. */
    private List<Node<V>> way(byte[] key, int bits) {
        List<Node<V>> way = new ArrayList<>();
        Node<V> node = root;
        while (node != null && node.bits <= bits && common(node, key, bits) == node.bits) {
            way.add(node);
            node = node.bits == bits ? null : node.child(bit(key[node.bits >>> 3], node.bits));
        }
        return way;
    }

    /** The tree in which another node stands at that depth of the way. */
    private static <V> PatternTree<V> replaced(List<Node<V>> way, int depth, @Nullable Node<V> by, byte[] key) {
        Node<V> node = by;
        for (int i = depth - 1; i >= 0; i--) {
            Node<V> parent = way.get(i);
            node = parent.with(bit(key[parent.bits >>> 3], parent.bits), node);
        }
        return node == null ? empty() : new PatternTree<>(node);
    }

    /** A node that is the key's own, or branches to it, above a node that the key does not begin with. */
    private static <V> Node<V> joined(Node<V> below, byte[] key, int bits, V value) {
        int common = common(below, key, bits);
        if (common == bits) return leaf(key, bits, value).with(bit(below.key[bits >>> 3], bits), below);
        Node<V> fork = new Node<>(below.key, common, null, null, null);
        return fork.with(bit(below.key[common >>> 3], common), below)
                .with(bit(key[common >>> 3], common), leaf(key, bits, value));
    }

    private static <V> Node<V> leaf(byte[] key, int bits, V value) {
        return new Node<>(key, bits, value, null, null);
    }

    /** How many bits node and key have in common from their start. */
    private static int common(Node<?> node, byte[] key, int bits) {
        int most = Math.min(node.bits, bits);
        int bytes = most + 7 >>> 3;
        int same = Arrays.mismatch(node.key, 0, bytes, key, 0, bytes);
        if (same < 0) return most;
        int differing = (node.key[same] ^ key[same]) & 0xff;
        return Math.min(most, same * 8 + Integer.numberOfLeadingZeros(differing) - 24);
    }

    private static boolean begins(Node<?> node, int known, byte[] folding, byte[] text, int start) {
        int whole = node.bits >>> 3;
        for (int i = known >>> 3; i < whole; i++) if (node.key[i] != folding[text[start + i] & 0xff]) return false;
        int rest = node.bits & 7;
        if (rest == 0) return true;
        return ((node.key[whole] ^ folding[text[start + whole] & 0xff]) & 0xff00 >> rest & 0xff) == 0;
    }

    private static boolean begins(Node<?> node, int known, long high, long low) {
        int whole = node.bits >>> 3;
        for (int i = known >>> 3; i < whole; i++) if (node.key[i] != octet(high, low, i)) return false;
        int rest = node.bits & 7;
        return rest == 0 || ((node.key[whole] ^ octet(high, low, whole)) & 0xff00 >> rest & 0xff) == 0;
    }

    private static byte octet(long high, long low, int index) {
        return (byte) ((index < 8 ? high : low) >>> 56 - 8 * (index & 7));
    }

    private static int bit(byte of, int index) {
        return of >>> 7 - (index & 7) & 1;
    }
}

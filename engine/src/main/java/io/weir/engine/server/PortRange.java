package io.weir.engine.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The source ports of one server's range: each is taken by one connection at a time, in turn, so that a port rests for
 * as long as it can before it is used again. Any thread.
 */
public final class PortRange {
    private static final int WORD_BITS = Long.SIZE;

    private final int low;
    private final int size;

    /** A bit for each port, set while it is taken; those behind the last port are always set. */
    private final AtomicLongArray taken;

    private final AtomicInteger next = new AtomicInteger();

    /** @param high included */
    PortRange(int low, int high) {
        this.low = low;
        this.size = high - low + 1;
        this.taken = new AtomicLongArray((size + WORD_BITS - 1) / WORD_BITS);
        for (int i = size; i < taken.length() * WORD_BITS; i++) taken.set(i / WORD_BITS, word(i) | bit(i));
    }

    /** A port that nobody has; 0: all are taken. */
    public int take() {
        int start = Math.floorMod(next.getAndIncrement(), size);
        int passed = 0;
        while (passed < size) {
            int i = (start + passed) % size;
            long word = word(i);
            if (word == -1L) passed += Math.min(WORD_BITS - i % WORD_BITS, size - i);
            else if ((word & bit(i)) != 0) passed++;
            else if (taken.compareAndSet(i / WORD_BITS, word, word | bit(i))) return low + i;
        }
        return 0;
    }

    /** @throws IllegalStateException when nobody has it */
    public void giveBack(int port) {
        int i = port - low;
        long before = taken.getAndUpdate(i / WORD_BITS, word -> word & ~bit(i));
        if ((before & bit(i)) == 0) throw new IllegalStateException("port " + port + " was not taken");
    }

    public int size() {
        return size;
    }

    private long word(int i) {
        return taken.get(i / WORD_BITS);
    }

    private static long bit(int i) {
        return 1L << i;
    }
}

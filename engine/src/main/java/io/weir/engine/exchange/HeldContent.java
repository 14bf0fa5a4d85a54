package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.weir.rules.Content;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleSet;
import org.jspecify.annotations.Nullable;

/** Bytes of one direction that are held while rules look at them or the other side is not there yet. Loop-confined. */
final class HeldContent extends Content {
    private final ByteBufAllocator alloc;
    private final int maxBytes;
    private @Nullable ByteBuf held;
    private boolean closed;

    /** @param maxBytes that are held at most */
    HeldContent(ByteBufAllocator alloc, int maxBytes) {
        this.alloc = alloc;
        this.maxBytes = maxBytes;
    }

    /** Takes bytes as long as there is room; returns how many. */
    int add(ByteBuf in) {
        int bytes = Math.min(in.readableBytes(), maxBytes - length());
        if (bytes == 0) return 0;
        var before = held;
        if (before == null) before = alloc.buffer(bytes);
        held = before.writeBytes(in, bytes);
        return bytes;
    }

    /** What lines say of it; they may have to be asked again with more only when they may wait. */
    Verdict ask(RuleSet lines, boolean mayWait, Transaction txn) {
        return mayWait && !isFinal() ? lines.inspect(txn) : lines.evaluate(txn);
    }

    /** Nothing more will come for rules. */
    void close() {
        closed = true;
    }

    boolean isFull() {
        return length() >= maxBytes;
    }

    /** All that is held, the taker's from now on; perhaps empty. */
    ByteBuf take() {
        var all = held;
        held = null;
        return all == null ? alloc.buffer(0) : all;
    }

    void release() {
        if (held != null) held.release();
        held = null;
    }

    @Override
    public int length() {
        return held == null ? 0 : held.readableBytes();
    }

    @Override
    public byte at(int index) {
        if (held == null) throw new IndexOutOfBoundsException(index);
        return held.getByte(held.readerIndex() + index);
    }

    @Override
    public boolean isFinal() {
        return closed || isFull();
    }

    @Override
    public int capacity() {
        return maxBytes;
    }
}

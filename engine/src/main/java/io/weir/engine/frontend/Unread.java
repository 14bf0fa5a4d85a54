package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Bytes of a client that were received and not yet taken. Loop-confined. */
final class Unread {
    private final ByteBufAllocator alloc;
    private @Nullable ByteBuf bytes;

    Unread(ByteBufAllocator alloc) {
        this.alloc = alloc;
    }

    /** Takes over bytes that come behind those that are there. */
    void add(ByteBuf more) {
        var before = bytes;
        if (before == null) {
            bytes = more;
        } else {
            before.writeBytes(more);
            more.release();
        }
    }

    /** Takes over bytes that had been taken before all that are there. */
    void putBack(ByteBuf earlier) {
        if (!earlier.isReadable()) {
            earlier.release();
            return;
        }
        var later = bytes;
        bytes = earlier;
        if (later != null) add(later);
    }

    /** Those that are there, or null. */
    @Nullable ByteBuf bytes() {
        return bytes != null && bytes.isReadable() ? bytes : null;
    }

    /** Lets what is left wait in a buffer of its own, so that the loop's receive buffer is free; returns how much. */
    int settle() {
        var left = bytes;
        if (left == null) return 0;
        int size = left.readableBytes();
        if (size == 0) {
            release();
        } else if (left.maxCapacity() != Integer.MAX_VALUE || left.readerIndex() > size) {
            bytes = alloc.buffer(size).writeBytes(left);
            left.release();
        }
        return size;
    }

    void release() {
        var left = bytes;
        bytes = null;
        if (left != null) left.release();
    }
}

package io.weir.engine.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every connection of one event loop the same receive buffer for as long as nobody keeps a slice of the last one:
 * most reads are used up before the next, so that receiving allocates nothing and stays in the cache. Loop-confined.
 */
public final class ReceiveBuffers implements RecvByteBufAllocator {
    /** Reads of one connection before the others of its loop have their turn. */
    private static final int MOST_READS = 16;

    private final int bufferBytes;
    private ByteBuf shared;

    /** @param bufferBytes size of a receive buffer, {@code tune.bufsize} */
    public ReceiveBuffers(ByteBufAllocator alloc, int bufferBytes) {
        this.bufferBytes = bufferBytes;
        this.shared = alloc.directBuffer(bufferBytes, bufferBytes);
    }

    @Override
    @SuppressWarnings("deprecation") // Netty marks the handle type, not the method that must return it
    public Handle newHandle() {
        return new SharedHandle(this);
    }

    public void close() {
        shared.release();
    }

    /** Bytes received so far on a channel with such buffers. */
    static long received(Channel channel) {
        return channel.unsafe().recvBufAllocHandle() instanceof SharedHandle its ? its.received : 0;
    }

    private ByteBuf take(ByteBufAllocator alloc) {
        if (shared.refCnt() > 1) {
            shared.release();
            shared = alloc.directBuffer(bufferBytes, bufferBytes);
        }
        return shared.clear().retain();
    }

    /** Reads again only when the transport says that more may be there: after a full buffer, or before an end. */
    private static final class SharedHandle implements ExtendedHandle {
        private ReceiveBuffers buffers;
        private int attempted;
        private int last;
        private int reads;
        private long received;
        private @Nullable ChannelConfig config;

        SharedHandle(ReceiveBuffers buffers) {
            this.buffers = buffers;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            return buffers.take(alloc);
        }

        @Override
        public int guess() {
            return buffers.bufferBytes;
        }

        /** Netty keeps the handle when the channel moves to another loop, whose buffers count from then on. */
        @Override
        public void reset(ChannelConfig config) {
            this.config = config;
            if (config.getRecvByteBufAllocator() instanceof ReceiveBuffers current) buffers = current;
            reads = 0;
        }

        @Override
        public void incMessagesRead(int numMessages) {
            reads += numMessages;
        }

        @Override
        public void lastBytesRead(int bytes) {
            last = bytes;
            if (bytes > 0) received += bytes;
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public boolean continueReading() {
            return continueReading(() -> last == attempted);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return last > 0 && reads < MOST_READS && !paused() && maybeMoreData.get();
        }

        /** Who was full after the last bytes takes no more now. */
        private boolean paused() {
            return config != null && !config.isAutoRead();
        }

        @Override
        public void readComplete() {}
    }
}

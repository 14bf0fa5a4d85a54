package io.weir.engine.loop;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;

/** One event loop with what its connections share. Loop-confined. */
public final class Loop {
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoop eventLoop;
    private final Transport transport;
    private final ByteBufAllocator alloc;
    private final Timers timers;
    private final ReceiveBuffers receiveBuffers;

    /** @param bufferBytes {@code tune.bufsize} */
    public Loop(EventLoop eventLoop, Transport transport, ByteBufAllocator alloc, int bufferBytes) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.alloc = alloc;
        this.timers = new Timers(eventLoop);
        this.receiveBuffers = new ReceiveBuffers(alloc, bufferBytes);
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    public Transport transport() {
        return transport;
    }

    public ByteBufAllocator alloc() {
        return alloc;
    }

    public Timers timers() {
        return timers;
    }

    /** Prepares a connection's channel: half-close is seen, buffers are this loop's. */
    public void adopt(Channel channel) {
        var config = channel.config();
        config.setAllocator(alloc);
        config.setRecvByteBufAllocator(receiveBuffers);
        config.setWriteBufferWaterMark(MARKS);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setAutoClose(false);
    }

    /** Frees what the loop's connections shared, after the last of them. */
    public void close() {
        receiveBuffers.close();
    }
}

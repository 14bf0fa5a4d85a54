package io.weir.engine.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.UnixChannel;

/** What goes out on one channel, and how much of it the other side has taken. Loop-confined. */
public final class Output {
    private final Channel channel;
    private long writtenBytes;
    private boolean unflushed;

    public Output(Channel channel) {
        this.channel = channel;
    }

    /** Queues bytes; they leave with the next {@link #flush()}. */
    public void write(ByteBuf bytes) {
        writtenBytes += bytes.readableBytes();
        unflushed = true;
        channel.write(bytes, channel.voidPromise());
    }

    public void flush() {
        if (!unflushed) return;
        unflushed = false;
        channel.flush();
    }

    public boolean isWritable() {
        return channel.isWritable();
    }

    /** Bytes, about, that are written but not sent. */
    public long unsentBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
    }

    /** Grows whenever the other side takes bytes, and changes with nothing but writing else. */
    public long takenBytes() {
        return writtenBytes - unsentBytes();
    }

    /** Grows whenever a byte goes in either direction. */
    public long moved() {
        return takenBytes() + ReceiveBuffers.received(channel);
    }

    /** Whether that descriptor is its channel's. */
    public boolean isOver(int descriptor) {
        return channel instanceof UnixChannel unix && unix.fd().intValue() == descriptor;
    }

    /** Does something as soon as everything is sent, or can be sent no more. */
    public void whenSent(Runnable next) {
        flush();
        if (unsentBytes() == 0) {
            next.run();
            return;
        }
        ChannelFutureListener listener = sent -> next.run();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(listener);
    }

    /** Ends this direction once everything is sent. */
    public void finish() {
        whenSent(() -> {
            if (channel.isActive()) ((DuplexChannel) channel).shutdownOutput();
        });
    }
}

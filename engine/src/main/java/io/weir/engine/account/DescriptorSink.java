package io.weir.engine.account;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code stdout}, {@code stderr} or an inherited descriptor: lines as a stream, those that come together in one write
 * of at most a pipe's atomic size. The descriptor stays open. Confined to the thread that writes to it.
 */
final class DescriptorSink implements LogSink {
    /** {@code PIPE_BUF}: up to here a pipe never mixes the lines of several processes. */
    private static final int TOGETHER = 4096;

    private static final int TRIES = 1000;

    private final WritableByteChannel channel;
    private final ByteBuffer held = ByteBuffer.allocateDirect(TOGETHER);
    private int heldLines;

    private DescriptorSink(WritableByteChannel channel) {
        this.channel = channel;
    }

    @SuppressWarnings("resource") // the process's own, never closed
    static DescriptorSink stdout() {
        return new DescriptorSink(new FileOutputStream(java.io.FileDescriptor.out).getChannel());
    }

    @SuppressWarnings("resource") // the process's own, never closed
    static DescriptorSink stderr() {
        return new DescriptorSink(new FileOutputStream(java.io.FileDescriptor.err).getChannel());
    }

    static DescriptorSink of(int fd) throws IOException {
        if (fd == 1) return stdout();
        if (fd == 2) return stderr();
        if (!Epoll.isAvailable()) throw new IOException("fd@" + fd + " needs Netty's native transport");
        return new DescriptorSink(new Inherited(new FileDescriptor(fd)));
    }

    @Override
    public boolean write(ByteBuffer line) throws IOException {
        if (line.remaining() > held.remaining()) flush();
        if (line.remaining() > held.capacity()) writeAll(line);
        else {
            held.put(line);
            heldLines++;
        }
        return true;
    }

    @Override
    public void flush() throws IOException {
        held.flip();
        try {
            writeAll(held);
            heldLines = 0;
        } finally {
            held.clear();
        }
    }

    @Override
    public int takeLost() {
        int lost = heldLines;
        heldLines = 0;
        return lost;
    }

    /** A descriptor may be non-blocking, whoever made it so; this thread can wait a little. */
    private void writeAll(ByteBuffer bytes) throws IOException {
        for (int tries = 0; bytes.hasRemaining(); tries++) {
            int written = channel.write(bytes);
            if (written > 0) tries = 0;
            else if (tries == TRIES) throw new IOException("nobody reads it");
            else LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {}

    /** A descriptor that the JDK has no object for. Confined to the thread that writes to it. */
    private record Inherited(FileDescriptor descriptor) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int written = descriptor.write(bytes, bytes.position(), bytes.limit());
            bytes.position(bytes.position() + written);
            return written;
        }

        @Override
        public boolean isOpen() {
            return descriptor.isOpen();
        }

        @Override
        public void close() {}
    }
}

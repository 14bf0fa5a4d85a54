package io.weir.engine.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection with a peer: who the two are, then messages. A peer that is silent for {@link #SILENCE_MILLIS} is
 * gone. Confined to the peers' loop.
 */
final class Session extends ChannelInboundHandlerAdapter {
    private static final long SILENCE_MILLIS = 5000;
    private static final int LINE_BYTES = 1024;
    private static final int LENGTH_BYTES = 5;
    private static final String PROTOCOL = "HAProxyS ";
    private static final String VERSION = "2.1";
    private static final String OLD_VERSION = "2.0";

    /** What is awaited. */
    enum Stage {
        VERSION,
        HOST,
        PEER,
        STATUS,
        MESSAGES,
        OVER
    }

    private final Group group;
    private final Channel channel;
    private Stage stage;
    private boolean speaksOld;
    private long lastReadNanos = System.nanoTime();
    private @Nullable Peer peer;
    private @Nullable Inbox inbox;
    private @Nullable Outbox outbox;
    private @Nullable ByteBuf received;
    private @Nullable Future<?> watch;

    /** @param called the peer that was called; null: somebody called here */
    Session(Group group, Channel channel, @Nullable Peer called) {
        this.group = group;
        this.channel = channel;
        this.stage = called == null ? Stage.VERSION : Stage.STATUS;
        if (called != null) with(called);
    }

    private void with(Peer other) {
        peer = other;
        inbox = new Inbox(other);
        outbox = new Outbox(other);
    }

    boolean isEstablished() {
        return stage == Stage.MESSAGES;
    }

    Channel channel() {
        return channel;
    }

    Stage stage() {
        return stage;
    }

    /** Says what there is to say. */
    void send() {
        Outbox messages = outbox;
        if (stage != Stage.MESSAGES || messages == null || !channel.isWritable()) return;
        ByteBuf out = channel.alloc().buffer();
        boolean whole = messages.write(out);
        if (out.isReadable()) channel.writeAndFlush(out);
        else out.release();
        if (!whole) channel.eventLoop().execute(this::send);
    }

    void close() {
        stage = Stage.OVER;
        Peer with = peer;
        if (with != null) with.disconnected(this);
        channel.close();
    }

    // ---- what the channel tells

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        group.opened(this);
        watch = channel.eventLoop().schedule(this::watch, SILENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Peer called = peer;
        if (called == null) return;
        called.status = Status.CONNECTED;
        say(PROTOCOL + (called.is(Peer.DOWNGRADED) ? OLD_VERSION : VERSION) + "\n" + called.name + "\n"
                + group.config().local() + " " + ProcessHandle.current().pid() + " 1\n");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        lastReadNanos = System.nanoTime();
        ByteBuf all = received;
        if (all == null) {
            received = bytes;
        } else {
            all.discardReadBytes();
            all.writeBytes(bytes);
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        try {
            while (takes()) {}
        } catch (MalformedException e) {
            malformed();
        }
        ByteBuf all = received;
        if (all != null && !all.isReadable()) {
            all.release();
            received = null;
        }
        send();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        send();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (watch != null) watch.cancel(false);
        if (received != null) received.release();
        received = null;
        group.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) group.failed(cause);
        close();
    }

    private void watch() {
        long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastReadNanos);
        if (silent >= SILENCE_MILLIS) close();
        else watch = channel.eventLoop().schedule(this::watch, SILENCE_MILLIS - silent, TimeUnit.MILLISECONDS);
    }

    // ---- what was received

    /** Whether something was complete and has been taken. */
    private boolean takes() throws MalformedException {
        ByteBuf in = received;
        if (in == null) return false;
        return switch (stage) {
            case VERSION, HOST, PEER, STATUS -> takesLine(in);
            case MESSAGES -> takesMessage(in);
            case OVER -> {
                in.skipBytes(in.readableBytes());
                yield false;
            }
        };
    }

    private boolean takesLine(ByteBuf in) throws MalformedException {
        int length = in.bytesBefore((byte) '\n');
        if (length < 0 && in.readableBytes() > LINE_BYTES) close();
        if (length < 0) return false;
        String line = in.readCharSequence(length, ISO_8859_1).toString();
        in.skipBytes(1);
        line(line.endsWith("\r") ? line.substring(0, length - 1) : line);
        return true;
    }

    private void line(String line) {
        switch (stage) {
            case VERSION -> version(line);
            case HOST -> {
                if (line.equals(group.config().local())) stage = Stage.PEER;
                else refuse(Status.BAD_HOST);
            }
            case PEER -> caller(line);
            case STATUS -> status(Status.of(line));
            case MESSAGES, OVER -> throw new IllegalStateException(stage + ": " + line);
        }
    }

    private void version(String line) {
        if (!line.startsWith(PROTOCOL)) {
            refuse(Status.BAD_PROTOCOL);
            return;
        }
        String version = line.substring(PROTOCOL.length());
        speaksOld = version.equals(OLD_VERSION);
        if (speaksOld || version.equals(VERSION)) stage = Stage.HOST;
        else refuse(Status.BAD_VERSION);
    }

    private void caller(String line) {
        int end = line.indexOf(' ');
        Peer caller = end < 0 ? null : group.peer(line.substring(0, end));
        if (caller == null) {
            refuse(end < 0 ? Status.BAD_PROTOCOL : Status.BAD_PEER);
            return;
        }
        if (caller.session != null) {
            if (caller.local) {
                refuse(Status.TRY_AGAIN);
                return;
            }
            caller.drop();
            caller.collisions++;
        }
        if (speaksOld) caller.set(Peer.DOWNGRADED);
        else caller.clear(Peer.DOWNGRADED);
        with(caller);
        caller.session = this;
        caller.set(Peer.ALIVE);
        say(Status.SUCCESS.code() + "\n");
        stage = Stage.MESSAGES;
        caller.established();
    }

    private void status(Status status) {
        Peer called = peer;
        if (called == null) throw new IllegalStateException("a status from nobody");
        called.status = status;
        called.lastHandshakeMillis = group.nowMillis();
        if (status == Status.SUCCESS) {
            stage = Stage.MESSAGES;
            called.established();
            return;
        }
        if (status == Status.BAD_VERSION) called.set(Peer.DOWNGRADED);
        close();
    }

    private boolean takesMessage(ByteBuf in) throws MalformedException {
        Inbox messages = inbox;
        if (messages == null || in.readableBytes() < 2) return false;
        int start = in.readerIndex();
        int kind = in.readUnsignedByte();
        int type = in.readUnsignedByte();
        if ((type & Message.HAS_DATA) == 0) {
            messages.receive(kind, type, null);
            return true;
        }
        int length = length(in, start);
        if (length < 0) return false;
        if (length > group.bufferBytes()) {
            end(Message.SIZE_ERROR);
            return false;
        }
        if (in.readableBytes() < length) {
            in.readerIndex(start);
            return false;
        }
        messages.receive(kind, type, in.readSlice(length));
        return true;
    }

    /** -1: it is not there yet. */
    private static int length(ByteBuf in, int start) throws MalformedException {
        ByteBuf head = in.slice(in.readerIndex(), Math.min(in.readableBytes(), LENGTH_BYTES));
        boolean whole = head.readableBytes() == LENGTH_BYTES;
        try {
            int length = Varint.readLength(head, Integer.MAX_VALUE);
            in.skipBytes(head.readerIndex());
            return length;
        } catch (MalformedException e) {
            if (whole) throw e;
            in.readerIndex(start);
            return -1;
        }
    }

    // ---- ends

    private void refuse(Status status) {
        say(status.code() + "\n");
        finish();
    }

    private void malformed() {
        Peer with = peer;
        if (with != null) with.protocolErrors++;
        end(Message.PROTOCOL_ERROR);
    }

    private void end(int error) {
        ByteBuf out = channel.alloc().buffer(2);
        channel.writeAndFlush(out.writeByte(Message.ERROR).writeByte(error));
        finish();
    }

    /** What was written is sent first. */
    private void finish() {
        stage = Stage.OVER;
        Peer with = peer;
        if (with != null) with.disconnected(this);
        channel.writeAndFlush(channel.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }

    private void say(String text) {
        channel.writeAndFlush(channel.alloc().buffer().writeBytes(text.getBytes(ISO_8859_1)));
    }
}

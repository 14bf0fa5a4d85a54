package io.weir.engine.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of a stats socket: a line, its answer, and so on until the client has no more or, without {@code prompt},
 * after the lines that came together. Each line is worked on by a virtual thread of its own, one at a time. A client
 * that is silent, or does not read its answer, is closed after the idle timeout. Loop-confined.
 */
final class AdminConnection extends ChannelInboundHandlerAdapter {
    /** {@code tune.bufsize}: no command is longer. */
    private static final int LONGEST_LINE = 16384;

    private static final String IDLE = "idle";

    private final Supplier<Commands> commands;
    private final AdminSession session;
    private final StringBuilder input = new StringBuilder();
    private Duration timeout;
    private boolean working;
    private boolean inputEnded;

    AdminConnection(Supplier<Commands> commands, AdminSession session) {
        this.commands = commands;
        this.session = session;
        this.timeout = session.timeout();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.pipeline().addFirst(IDLE, idleAfter(timeout));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        input.append(bytes.toString(ISO_8859_1));
        bytes.release();
        if (!working) next(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !working) context.close();
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        inputEnded = true;
        if (!working) next(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // the client is gone
    }

    private void next(ChannelHandlerContext context) {
        String line = takeLine();
        if (line == null) {
            if (inputEnded || input.length() >= LONGEST_LINE) context.close();
            return;
        }
        working = true;
        context.channel().config().setAutoRead(false);
        Thread.ofVirtual().name("weir-admin").start(() -> {
            String answer = commands.get().answer(line, session);
            context.executor().execute(() -> answered(context, answer));
        });
    }

    private void answered(ChannelHandlerContext context, String answer) {
        working = false;
        if (!session.timeout().equals(timeout)) {
            timeout = session.timeout();
            context.pipeline().replace(IDLE, IDLE, idleAfter(timeout));
        }
        context.writeAndFlush(Unpooled.copiedBuffer(answer, UTF_8)).addListener(written -> {
            if (written.isSuccess() && mayGoOn()) {
                context.channel().config().setAutoRead(true);
                next(context);
            } else context.close();
        });
    }

    /** Without a prompt only lines that are already there. */
    private boolean mayGoOn() {
        return !session.isOver() && (session.isInteractive() || input.indexOf("\n") >= 0);
    }

    /**
     * The next line without its end, with its payload behind it; the rest, when the client has ended without a
     * newline; or null.
     */
    private @Nullable String takeLine() {
        int end = input.indexOf("\n");
        if (end < 0 && (!inputEnded || input.isEmpty())) return null;
        if (end < 0) return take(input.length(), input.length());
        if (!isMark(end)) return take(end, end + 1);
        for (int start = end + 1; ; ) {
            int next = input.indexOf("\n", start);
            if (next < 0) return null;
            if (next == start || next == start + 1 && input.charAt(start) == '\r') return take(start - 1, next + 1);
            start = next + 1;
        }
    }

    private boolean isMark(int end) {
        String line = input.substring(0, end).stripTrailing();
        return line.endsWith(Commands.PAYLOAD);
    }

    private String take(int length, int used) {
        String line = input.substring(0, length);
        input.delete(0, used);
        return new String(line.getBytes(ISO_8859_1), UTF_8).replace("\r\n", "\n");
    }

    /** Progress of a long answer counts, so that only a client that does not read is idle. */
    private static IdleStateHandler idleAfter(Duration time) {
        return new IdleStateHandler(true, 0, 0, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}

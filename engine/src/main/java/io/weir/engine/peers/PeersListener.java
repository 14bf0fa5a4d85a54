package io.weir.engine.peers;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.weir.engine.loop.Addresses;
import io.weir.engine.loop.InheritedSocket;
import io.weir.engine.loop.SocketFile;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Endpoint;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where a section listens for its peers, who take no places in any gate. Any thread, but no event loop's. */
final class PeersListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerChannel channel;
    private final Bind bind;

    private PeersListener(ServerChannel channel, Bind bind) {
        this.channel = channel;
        this.bind = bind;
    }

    /**
     * Binds or adopts the socket; nobody is accepted before {@link #start}.
     *
     * @param callers receives who calls, on the loop
     * @throws IOException when the address cannot be had
     */
    static PeersListener open(Bind bind, Group.Wiring wiring, Consumer<Channel> callers) throws IOException {
        ServerChannel channel = switch (bind.endpoint()) {
            case Endpoint.Descriptor(int fd) -> InheritedSocket.adopt(fd, BACKLOG, wiring.transport());
            case Endpoint.Inet _, Endpoint.Mapped _, Endpoint.Unix _ ->
                wiring.transport().newListener(Addresses.of(bind.endpoint()));
        };
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(new Acceptor(callers));
        try {
            done(wiring.loop().register(channel));
            if (bind.endpoint() instanceof Endpoint.Unix(String path)) SocketFile.remove(Path.of(path));
            if (!(bind.endpoint() instanceof Endpoint.Descriptor)) done(channel.bind(Addresses.of(bind.endpoint())));
            if (bind.endpoint() instanceof Endpoint.Unix(String path) && bind.unixMode() >= 0)
                SocketFile.permit(Path.of(path), bind.unixMode());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new PeersListener(channel, bind);
    }

    SocketAddress address() {
        return channel.localAddress();
    }

    void start() {
        channel.config().setAutoRead(true);
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        if (bind.endpoint() instanceof Endpoint.Unix(String path)) SocketFile.remove(Path.of(path));
    }

    private static void done(ChannelFuture step) throws IOException {
        step.awaitUninterruptibly();
        if (step.cause() != null) throw new IOException(step.cause().getMessage(), step.cause());
    }

    /** Loop-confined. */
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        private final Consumer<Channel> callers;

        Acceptor(Consumer<Channel> callers) {
            this.callers = callers;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            callers.accept((Channel) message);
        }
    }
}

package io.weir.engine;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.util.NetUtil;
import io.weir.engine.accept.Listeners;
import io.weir.engine.exchange.Routes;
import io.weir.engine.loop.Addresses;
import io.weir.engine.loop.InheritedSocket;
import io.weir.engine.loop.SocketFile;
import io.weir.engine.loop.Transport;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.FrontendConfig;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The listening sockets of the {@code bind} lines, opened before anything is accepted. Control thread. */
final class Sockets {
    private static final System.Logger LOG = System.getLogger("weir");

    private final Transport transport;
    private final EventLoop acceptLoop;
    private final List<Open> open = new ArrayList<>();

    Sockets(Transport transport, EventLoop acceptLoop) {
        this.transport = transport;
        this.acceptLoop = acceptLoop;
    }

    private record Open(String frontend, ServerChannel channel, Bind bind) {}

    /** Opens one; what goes wrong is added to the reasons. */
    void bind(FrontendConfig frontend, Bind bind, int processMax, List<String> reasons) {
        int backlog = backlog(frontend, bind, processMax);
        try {
            ServerChannel channel = bind.endpoint() instanceof Endpoint.Descriptor(int fd)
                    ? inherited(fd, bind, backlog)
                    : bound(bind, backlog);
            open.add(new Open(frontend.name(), channel, bind));
        } catch (IOException | RuntimeException e) {
            reasons.add(bind.place() + ": cannot listen on " + text(bind.endpoint()) + " for '" + frontend.name()
                    + "': " + cause(e));
        }
    }

    /** Hands all sockets to the accept loop. Runs on it. */
    void startAccepting(Listeners listeners, Routes routes) {
        for (Open each : open) {
            each.channel().config().setAutoRead(false);
            if (!each.channel().isRegistered()) acceptLoop.register(each.channel());
            listeners.add(each.channel(), Objects.requireNonNull(routes.frontend(each.frontend())), each.bind());
        }
    }

    List<SocketAddress> addresses(String frontend) {
        return open.stream()
                .filter(each -> each.frontend().equals(frontend))
                .map(each -> each.channel().localAddress())
                .toList();
    }

    void close() {
        for (Open each : open) {
            each.channel().close();
            if (each.bind().endpoint() instanceof Endpoint.Unix(String path)) SocketFile.remove(Path.of(path));
        }
    }

    private ServerChannel inherited(int fd, Bind bind, int backlog) throws IOException {
        ServerChannel channel = InheritedSocket.adopt(fd, backlog, transport);
        ListenSocketOptions.apply(channel, bind, backlog);
        return channel;
    }

    private ServerChannel bound(Bind bind, int backlog) throws IOException {
        SocketAddress address = Addresses.of(bind.endpoint());
        if (bind.endpoint() instanceof Endpoint.Unix(String path)) SocketFile.remove(Path.of(path));
        ServerChannel channel = transport.newListener(address);
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.SO_BACKLOG, backlog);
        Waiting.on(acceptLoop.register(channel));
        try {
            ListenSocketOptions.applyBeforeBind(channel, bind);
            ListenSocketOptions.apply(channel, bind, backlog);
            Waiting.on(channel.bind(address));
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
        if (bind.backlog() > NetUtil.SOMAXCONN)
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: the backlog of {1} is cut to {2} by the system''s net.core.somaxconn",
                    bind.place(),
                    Integer.toString(bind.backlog()),
                    Integer.toString(NetUtil.SOMAXCONN));
        if (bind.endpoint() instanceof Endpoint.Unix(String path) && bind.unixMode() >= 0)
            SocketFile.permit(Path.of(path), bind.unixMode());
        return channel;
    }

    /** As many as may be connected, unless said otherwise; the kernel caps it at somaxconn. */
    private static int backlog(FrontendConfig frontend, Bind bind, int processMax) {
        if (bind.backlog() > 0) return bind.backlog();
        return frontend.maxConnections() > 0 ? frontend.maxConnections() : processMax;
    }

    private static String text(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Inet(String host, int port) -> (host.isEmpty() ? "*" : host) + ":" + port;
            case Endpoint.Mapped mapped -> throw new IllegalArgumentException("nothing listens at " + mapped);
            case Endpoint.Unix(String path) -> "unix@" + path;
            case Endpoint.Descriptor(int fd) -> "fd@" + fd;
        };
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage());
    }
}

package io.weir.engine;

import io.weir.engine.loop.Transport;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.KeepAlive;
import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.ListenSocket.IpVersions;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.config.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration asks of sockets and the JDK's own sockets cannot do: they are refused by name instead of being
 * left out. Control thread.
 */
final class SocketDemands {
    private final List<String> unmet = new ArrayList<>();

    private SocketDemands() {}

    /** One line for each; empty when everything can be done. */
    static List<String> unmet(Configuration configuration, Transport transport) {
        var demands = new SocketDemands();
        if (transport != Transport.NIO) return demands.unmet;
        for (var frontend : configuration.frontends()) {
            String place = frontend.place() + ": frontend '" + frontend.name() + "'";
            demands.keepAlive(place, "clitcpka", frontend.socket().keepAlive());
            for (var bind : frontend.binds()) demands.listening(bind);
        }
        for (var backend : configuration.backends()) backend.servers().forEach(demands::server);
        return demands.unmet;
    }

    private void listening(Bind bind) {
        ListenSocket socket = bind.socket();
        String place = bind.place() + ": bind";
        add(socket.maxSegmentBytes() > 0, place, "mss");
        add(socket.userTimeoutMillis() > 0, place, "tcp-ut");
        add(socket.deferAccept(), place, "defer-accept");
        add(socket.fastOpen(), place, "tfo");
        add(socket.transparent(), place, "transparent");
        add(socket.delaysAck(), place, "option tcp-smart-accept");
        add(socket.ipVersions() == IpVersions.ONLY_SIX, place, "v6only");
        add(!socket.interfaceName().isEmpty(), place, "interface");
    }

    private void server(ServerConfig server) {
        ServerSocket socket = server.socket();
        String place = server.place() + ": server '" + server.name() + "'";
        keepAlive(place, "srvtcpka", socket.keepAlive());
        add(socket.userTimeoutMillis() > 0, place, "tcp-ut");
        add(socket.fastOpen(), place, "tfo");
        add(socket.delaysAck(), place, "option tcp-smart-connect");
        var source = socket.source();
        add(source != null && !source.interfaceName().isEmpty(), place, "interface");
    }

    private void keepAlive(String place, String name, KeepAlive keepAlive) {
        add(keepAlive.on() && keepAlive.count() > 0, place, name + "-cnt");
        add(keepAlive.on() && keepAlive.idleSeconds() > 0, place, name + "-idle");
        add(keepAlive.on() && keepAlive.intervalSeconds() > 0, place, name + "-intvl");
    }

    private void add(boolean wanted, String place, String what) {
        if (wanted) unmet.add(place + ": '" + what + "' is not supported with 'tune.poller nio' (use epoll)");
    }
}

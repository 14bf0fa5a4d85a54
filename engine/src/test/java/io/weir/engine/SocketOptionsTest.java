package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.weir.engine.loop.TcpOption;
import io.weir.engine.loop.Transport;
import io.weir.rules.Place;
import io.weir.rules.Scripts;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.ListenSocket.IpVersions;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.SourceText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the kernel's sockets are asked for, read back from them. */
class SocketOptionsTest {
    private static final Path SOCKETS = Path.of("/proc/net/tcp");
    private static final String KEEP_ALIVE_TIMER = "02";

    @Test
    void whatABindLineAsksForHoldsForItsClients() throws Exception {
        var wanted = new ListenSocket(1000, 30_000, true, true, false, true, IpVersions.SYSTEM, "lo");
        var bind = new Bind(new Endpoint.Inet("127.0.0.1", 0), "", 1, 0, 0, -1, false, wanted, Place.NOWHERE);
        try (var loops = Transport.EPOLL.acceptLoop()) {
            var accepted = new CompletableFuture<Channel>();
            var listener = new EpollServerSocketChannel();
            listener.pipeline().addLast(new FirstAccepted(accepted));
            loops.register(listener).sync();
            ListenSocketOptions.applyBeforeBind(listener, bind);
            ListenSocketOptions.apply(listener, bind, 100);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync();
            try (var client = new Socket(
                    InetAddress.getLoopbackAddress(), listener.localAddress().getPort())) {
                client.getOutputStream().write('x'); // it is accepted with its first byte

                Channel channel = accepted.get(10, TimeUnit.SECONDS);

                assertEquals(30_000, TcpOption.USER_TIMEOUT_MILLIS.get(channel));
                assertTrue(TcpOption.MAX_SEGMENT_BYTES.get(channel) <= 1000);
                assertTrue(TcpOption.DEFER_ACCEPT.get(listener) > 0);
                assertEquals(100, TcpOption.FAST_OPEN_QUEUE.get(listener));
                channel.unsafe().closeForcibly();
            }
            listener.close().sync();
        }
    }

    @Test
    void aSocketForIpVersion6AloneDoesNotServeTheOther() throws Exception {
        int port = Origin.deadPort();
        int both = Origin.deadPort();
        try (var _ = Weir.running(Weir.DEFAULTS + "frontend fe\n bind [::]:" + port + " v6only\n bind [::]:" + both
                        + " v4v6\n http-request deny\n");
                var client = Wire.to(both)) {
            assertThrows(ConnectException.class, () -> Wire.to(port).close());
            assertTrue(client.get("/").message().startsWith("HTTP/1.1 403 "));
        }
    }

    @Test
    void keepAliveProbesStartAfterTheSilenceThatEachSideIsGiven() throws Exception {
        var seen = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var origin = Origin.holding(go, _ -> seen.countDown());
                var weir = Weir.between(
                        "option clitcpka\nclitcpka-idle 77\nclitcpka-cnt 3\nclitcpka-intvl 5\n",
                        "option srvtcpka\nsrvtcpka-idle 55",
                        origin);
                var client = weir.connect()) {
            client.get("/");
            seen.await();

            awaitTimer(weir.port(), client.localPort(), 77);
            awaitTimer(-1, origin.port(), 55);

            go.countDown();
            assertTrue(client.message().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void withNolingerTheEndOfASilentClientIsAReset() throws Exception {
        String proxy = Weir.configuration("option nolinger\ntimeout client 100ms\n", "server s1 \"127.0.0.1:${S1}\"");
        try (var origin = Origin.playing((wire, _) -> wire.rest());
                var weir = Weir.running(proxy.replace("mode http", "mode tcp").replace("httplog", "tcplog"), origin);
                var client = weir.connect()) {
            assertThrows(SocketException.class, client::all);
        }
    }

    @Test
    void theJdksSocketsRefuseByNameWhatTheyCannotDo() {
        String demands = "global\n tune.poller nio\n" + Weir.DEFAULTS + """
                frontend fe
                    option clitcpka
                    clitcpka-idle 3
                    bind 127.0.0.1:1 mss 1400 defer-accept
                    default_backend be
                backend be
                    server s1 127.0.0.1:2 tcp-ut 5s source 127.0.0.1 interface lo
                """;
        var configuration =
                Objects.requireNonNull(ConfigReader.readTexts(List.of(SourceText.of("test.cfg", demands)), Map.of())
                        .configuration());

        var refusal = assertThrows(
                StartException.class,
                () -> Proxy.start(configuration, Scripts.NONE, ProxyOptions.standard())
                        .close());

        for (String name : List.of("clitcpka-idle", "mss", "defer-accept", "tcp-ut", "interface"))
            assertTrue(String.valueOf(refusal.getMessage()).contains("'" + name + "' is not supported"), name);
    }

    @Test
    void aBacklogThatTheSystemCutsIsSaid() throws Exception {
        String fe = Weir.configuration("", "").replace("${PORT}\"", "${PORT}\" backlog 2000000000");
        try (var complaints = new Complaints();
                var _ = Weir.running(fe)) {
            assertEquals(
                    1, complaints.with("the backlog of 2000000000 is cut to").size());
        }
    }

    @Test
    void serversAreReachedWithAllThatTheirSocketsCanBeAskedFor() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between(
                        "",
                        "retry-on conn-failure empty-response response-timeout\noption tcp-smart-connect\n"
                                + "source 127.0.0.6 interface lo\nserver s1 \"127.0.0.1:${S1}\" tfo tcp-ut 10s",
                        origin);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().startsWith("HTTP/1.1 200 "));
        }
    }

    /** Until a socket with these ports (the local one -1: any) has a timer of about so many seconds. */
    private static void awaitTimer(int localPort, int remotePort, int seconds) {
        Weir.until(
                "a keep-alive timer of " + seconds + " s",
                () -> timers(localPort, remotePort).stream()
                        .anyMatch(hundredths -> hundredths > (seconds - 12) * 100 && hundredths <= seconds * 100));
    }

    private static List<Integer> timers(int localPort, int remotePort) {
        try {
            return java.util.stream.Stream.of(SOCKETS, Path.of("/proc/net/tcp6"))
                    .flatMap(file -> lines(file).stream())
                    .map(line -> line.strip().split(" +"))
                    .filter(columns -> columns.length > 5
                            && (localPort < 0 || port(columns[1]) == localPort)
                            && port(columns[2]) == remotePort
                            && columns[5].startsWith(KEEP_ALIVE_TIMER))
                    .map(columns -> Integer.parseInt(columns[5].substring(3), 16))
                    .toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private static final class FirstAccepted extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Channel> accepted;

        FirstAccepted(CompletableFuture<Channel> accepted) {
            this.accepted = accepted;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            accepted.complete((Channel) message);
        }
    }
}

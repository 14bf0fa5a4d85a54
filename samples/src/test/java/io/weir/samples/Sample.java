package io.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.engine.Proxy;
import io.weir.engine.ProxyOptions;
import io.weir.engine.StartException;
import io.weir.replay.Replay;
import io.weir.rules.Inputs;
import io.weir.rules.config.Configuration;
import io.weir.rules.lang.ConfigReader;
import io.weir.scripting.JsRules;
import io.weir.scripting.Loading;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A sample that is being served on a free port. Any thread. */
final class Sample implements AutoCloseable {
    private final JsRules rules;
    private final Proxy proxy;
    private final Configuration configuration;

    private Sample(JsRules rules, Proxy proxy, Configuration configuration) {
        this.rules = rules;
        this.proxy = proxy;
        this.configuration = configuration;
    }

    static Path folder(String name) {
        return Path.of(name).toAbsolutePath();
    }

    /** @param ports of its origins, by the variable that the configuration names them with */
    static Sample start(Path folder, Map<String, Integer> ports) throws IOException, StartException {
        var environment = new HashMap<String, String>();
        environment.put("PORT", Integer.toString(freePort()));
        ports.forEach((name, port) -> environment.put(name, port.toString()));
        var reading = ConfigReader.read(List.of(folder.resolve("weir.cfg")), environment);
        assertEquals(List.of(), reading.problems());
        var configuration = reading.configuration();
        assertNotNull(configuration);
        var rules = JsRules.live();
        var loading = rules.load(configuration);
        assertEquals(List.of(), loading.problems());
        var scripts = ((Loading.Loaded) loading).scripts();
        return new Sample(rules, Proxy.start(configuration, scripts, ProxyOptions.standard()), configuration);
    }

    /** The sample's traffic through its rules, without a socket. Returns what was printed; fails when not as expected. */
    static String replay(String name) throws IOException {
        var folder = folder(name);
        try (Stream<Path> traffic = Files.list(folder.resolve("traffic"))) {
            var printed = new java.io.ByteArrayOutputStream();
            var out = new PrintStream(printed, true, java.nio.charset.StandardCharsets.UTF_8);
            var order = new Replay.Order(
                    List.of(folder.resolve("weir.cfg")),
                    Map.of(),
                    traffic.sorted().toList(),
                    Replay.Detail.DECISIONS,
                    List.of());
            int status = Replay.run(order, out, out);
            var text = printed.toString(java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(Replay.OK, status, text);
            return text;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        var frontend = configuration.frontends().getFirst().name();
        return (InetSocketAddress) proxy.addresses(frontend).getFirst();
    }

    Client connect() throws IOException {
        return Client.connect(address());
    }

    Inputs inputs() {
        return proxy.inputs();
    }

    @Override
    public void close() {
        proxy.close();
        rules.close();
    }
}

package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.Counter;
import io.weir.rules.Scripts;
import io.weir.rules.config.Configuration;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.SourceText;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A proxy under test with real sockets and a log that tests can read. Closing it ends everything that still runs and
 * then asserts that nothing is left: no connection, request, slot, timer, workspace or buffer.
 */
final class Weir implements AutoCloseable {
    /** 10 s for everything. */
    static final String DEFAULTS = """
            defaults
                mode http
                timeout connect 10s
                timeout client 10s
                timeout server 10s
            """;

    private final Proxy proxy;
    private final DatagramSocket log;
    private final Map<String, String> environment;

    private Weir(Proxy proxy, DatagramSocket log, Map<String, String> environment) {
        this.proxy = proxy;
        this.log = log;
        this.environment = environment;
    }

    /**
     * Runs that configuration; {@code ${PORT}} and {@code ${PORT2}} are free ports, {@code ${LOG}} is the test's log,
     * {@code ${S1}} and so on are the ports of the servers.
     */
    static Weir running(String configuration, Origin... servers) throws Exception {
        return running(configuration, Scripts.NONE, servers);
    }

    static Weir running(String configuration, Scripts scripts, Origin... servers) throws Exception {
        var log = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        log.setReceiveBufferSize(1 << 20);
        var environment = new HashMap<>(Map.of(
                "PORT", "" + Origin.deadPort(), "PORT2", "" + Origin.deadPort(), "LOG", "" + log.getLocalPort()));
        for (int i = 0; i < servers.length; i++) environment.put("S" + (i + 1), "" + servers[i].port());
        var proxy = Proxy.start(read(configuration, environment), scripts, ProxyOptions.standard());
        return new Weir(proxy, log, environment);
    }

    private static Configuration read(String configuration, Map<String, String> environment) {
        var reading = ConfigReader.readTexts(List.of(SourceText.of("test.cfg", configuration)), environment);
        var checked = reading.configuration();
        if (checked == null) throw new AssertionError(reading.problems().toString());
        return checked;
    }

    /** The frontend {@code fe} in front of one server, with 10 s for everything. */
    static Weir inFrontOf(Origin origin) throws Exception {
        return between("", "", origin);
    }

    /** The frontend {@code fe}, the backend {@code be} and its servers, with lines of the test's own in both. */
    static Weir between(String frontendLines, String backendLines, Origin... servers) throws Exception {
        return between(frontendLines, backendLines, Scripts.NONE, servers);
    }

    static Weir between(String frontendLines, String backendLines, Scripts scripts, Origin... servers)
            throws Exception {
        var lines = new StringBuilder();
        if (!backendLines.contains("server s1"))
            for (int i = 1; i <= servers.length; i++)
                lines.append("    server s%d \"127.0.0.1:${S%d}\"\n".formatted(i, i));
        return running(configuration(frontendLines, backendLines + "\n" + lines), scripts, servers);
    }

    /** The frontend {@code fe} with its log and the backend {@code be}. */
    static String configuration(String frontendLines, String backendLines) {
        return DEFAULTS + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    log "127.0.0.1:${LOG}" format raw local0
                    option httplog
                    default_backend be
                """ + frontendLines + "\nbackend be\n" + backendLines + "\n";
    }

    /** Takes over other scripts, and nothing else. */
    void loadRules() {
        proxy.replace(Scripts.NONE);
    }

    /** Takes over another configuration, with the same variables; returns what was refused. */
    List<String> reload(String configuration) {
        return proxy.replace(read(configuration, environment), Scripts.NONE);
    }

    Proxy proxy() {
        return proxy;
    }

    int port() {
        return port("fe");
    }

    int port(String frontend) {
        return ((InetSocketAddress) proxy.addresses(frontend).getFirst()).getPort();
    }

    Wire connect() throws IOException {
        return Wire.to(port());
    }

    /** A counter of a frontend or backend; {@code be/s1} names a server. */
    long counter(Counter counter, String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? proxy.inputs().counter(counter, name, "")
                : proxy.inputs().counter(counter, name.substring(0, slash), name.substring(slash + 1));
    }

    /** Waits until that counter has that value. */
    void await(Counter counter, String name, long value) {
        until(counter.fetchName() + "(" + name + ") = " + value, () -> counter(counter, name) == value);
    }

    /** Ends what is at a server, as an operator does; returns how much that was. */
    int shutdownSessions(String backend, String server) {
        var at = java.util.Objects.requireNonNull(proxy.routes().backend(backend));
        return proxy.shutdownSessions(
                java.util.Objects.requireNonNull(at.servers().named(server)));
    }

    /** The next line of the log. */
    String logLine() throws IOException {
        log.setSoTimeout(10_000);
        return receive();
    }

    /** Whether no line of the log comes within that time. */
    boolean logsNothingFor(int millis) throws IOException {
        log.setSoTimeout(millis);
        try {
            receive();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private String receive() throws IOException {
        var packet = new DatagramPacket(new byte[8192], 8192);
        log.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8).strip();
    }

    /** Waits until it holds, at most 10 s. */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) throw new AssertionError("never: " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        proxy.close();
        log.close();
        var left = Leftovers.of(proxy);
        if (!left.isEmpty()) throw new AssertionError("left behind: " + left);
        Leaks.check();
    }
}

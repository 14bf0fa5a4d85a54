package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.Counter;
import io.weir.rules.Scripts;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.SourceText;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A proxy under test with real sockets and a log that tests can read. Closing it checks that nothing is left counted. */
final class Weir implements AutoCloseable {
    private final Proxy proxy;
    private final DatagramSocket log;

    private Weir(Proxy proxy, DatagramSocket log) {
        this.proxy = proxy;
        this.log = log;
    }

    /** Runs that configuration; {@code ${PORT}} and {@code ${PORT2}} are free ports, {@code ${LOG}} is the test's log. */
    static Weir running(String configuration) throws Exception {
        return running(configuration, Scripts.NONE);
    }

    static Weir running(String configuration, Scripts scripts) throws Exception {
        var log = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        log.setSoTimeout(10_000);
        var environment =
                Map.of("PORT", "" + Origin.deadPort(), "PORT2", "" + Origin.deadPort(), "LOG", "" + log.getLocalPort());
        var reading =
                ConfigReader.readTexts(List.of(new SourceText("test.cfg", Path.of(""), configuration)), environment);
        var checked = reading.configuration();
        if (checked == null) throw new AssertionError(reading.problems().toString());
        return new Weir(Proxy.start(checked, scripts, ProxyOptions.standard()), log);
    }

    /** The frontend {@code fe} in front of one server, with 10 s for everything. */
    static Weir inFrontOf(Origin origin) throws Exception {
        return running("""
                defaults
                    mode http
                    timeout connect 10s
                    timeout client 10s
                    timeout server 10s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    log "127.0.0.1:${LOG}" format raw local0
                    option httplog
                    default_backend be
                backend be
                    server s1 127.0.0.1:%d
                """.formatted(origin.port()));
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

    long counter(Counter counter, String proxyName) {
        return proxy.inputs().counter(counter, proxyName, "");
    }

    /** The next line of the log. */
    String logLine() throws IOException {
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
    }
}

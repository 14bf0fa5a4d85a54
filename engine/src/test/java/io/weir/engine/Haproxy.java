package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real HAProxy with the configuration that {@link Weir} gets too. Confined to one test. */
final class Haproxy implements AutoCloseable {
    private static final Path[] PLACES = {Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy")};

    private final long pid;
    private final int port;
    private final DatagramSocket log;

    private Haproxy(long pid, int port, DatagramSocket log) {
        this.pid = pid;
        this.port = port;
        this.log = log;
    }

    /** Its program; null, said loudly, when this machine has none. */
    static @Nullable Path program() {
        for (Path place : PLACES) if (Files.isExecutable(place)) return place;
        System.err.println("NOT RUN: the comparison with HAProxy, which is not installed");
        return null;
    }

    /** Runs that configuration, with the same variables as {@link Weir#running}. */
    static Haproxy running(Path program, Path folder, String configuration, Origin... servers) throws Exception {
        Path config = folder.resolve("haproxy.cfg");
        Path pid = folder.resolve("haproxy.pid");
        Path output = folder.resolve("haproxy.out");
        Files.writeString(config, configuration);
        var log = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        int port = Origin.deadPort();
        var command = new ProcessBuilder(program.toString(), "-D", "-f", config.toString(), "-p", pid.toString());
        var environment = command.environment();
        environment.put("PORT", "" + port);
        environment.put("PORT2", "" + Origin.deadPort());
        environment.put("LOG", "" + log.getLocalPort());
        for (int i = 0; i < servers.length; i++) environment.put("S" + (i + 1), "" + servers[i].port());
        var process = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new IOException(Files.readString(output));
        return new Haproxy(Long.parseLong(Files.readString(pid).strip()), port, log);
    }

    int port() {
        return port;
    }

    /** The next line of the log. */
    String logLine() throws IOException {
        log.setSoTimeout(10_000);
        var packet = new DatagramPacket(new byte[8192], 8192);
        log.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8).strip();
    }

    @Override
    public void close() {
        log.close();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}

package io.weir.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/weir} as a process of its own. Confined to one thread. */
final class WeirProcess implements AutoCloseable {
    static final String PROGRAM =
            Path.of("..", "bin", "weir").toAbsolutePath().normalize().toString();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private WeirProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What an ended process left behind. */
    record Ended(int status, String out, String err) {}

    /** @param folder where it runs and where its output goes */
    static WeirProcess start(Path folder, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(PROGRAM);
        command.addAll(List.of(arguments));
        return command(folder, command);
    }

    /** Any command that ends up as Weir. */
    static WeirProcess command(Path folder, List<String> command) throws IOException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new WeirProcess(process, out, err);
    }

    static Ended run(Path folder, String... arguments) throws Exception {
        try (var weir = start(folder, arguments)) {
            return weir.end();
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A file for a frontend {@code fe} at that port, whose every answer is Weir's own 503. */
    static Path configuration(Path folder, int port, String... globals) throws IOException {
        return Files.writeString(folder.resolve("weir.cfg"), """
                global
                    %s
                defaults
                    mode http
                    timeout client 30s
                    timeout connect 30s
                    timeout server 30s
                frontend fe
                    bind 127.0.0.1:%d
                    default_backend be
                backend be
                """.formatted(String.join("\n    ", globals), port));
    }

    long pid() {
        return process.pid();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until something listens there. */
    void awaitPort(int port) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (!process.isAlive()) fail("it ended: " + err());
            if (System.nanoTime() > deadline) fail("it does not listen: " + err());
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Waits until it has said that on stderr. */
    void awaitSaid(String text) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!err().contains(text)) {
            if (System.nanoTime() > deadline) fail("it does not say '" + text + "': " + err());
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    Ended end() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) fail("it does not end: " + err());
        return new Ended(process.exitValue(), Files.readString(out), err());
    }

    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The answer to a request on a connection of its own, whole. */
    static String get(int port, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

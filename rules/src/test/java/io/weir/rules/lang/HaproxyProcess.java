package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real HAProxy with a configuration of the test's. Confined to one test. */
final class HaproxyProcess implements AutoCloseable {
    private static final int MAX_ATTEMPTS = 200;

    private final Process process;

    private HaproxyProcess(Process process) {
        this.process = process;
    }

    /** Its program; null, said loudly, when this machine has none. */
    static @Nullable Path program() {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin").split(":")) {
            Path program = Path.of(folder, "haproxy");
            if (Files.isExecutable(program)) return program;
        }
        System.err.println("MISSING: haproxy is not installed, so nothing was compared with it (Debian: haproxy)");
        return null;
    }

    /** Starts it and waits until its first port answers. */
    static HaproxyProcess start(Path program, Path configuration, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling("haproxy.out").toFile())
                .start();
        var running = new HaproxyProcess(process);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return running;
            } catch (IOException e) {
                if (process.waitFor(25, TimeUnit.MILLISECONDS)) break;
            }
        }
        running.close();
        throw new IOException(Files.readString(configuration.resolveSibling("haproxy.out")));
    }

    /** What it prints for these arguments. */
    static List<String> output(Path program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Stream<String> lines = process.inputReader(ISO_8859_1).lines()) {
            return lines.toList();
        }
    }

    /** With what code it ends when it only checks that configuration; 0: it would run. */
    static int check(Path program, Path configuration) throws IOException, InterruptedException {
        return new ProcessBuilder(program.toString(), "-c", "-q", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Ports that are free now. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } finally {
            for (ServerSocket socket : sockets) socket.close();
        }
    }

    /** Sends a request and reads the head of the response. */
    static String head(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) break;
                head.append((char) c);
            }
            return head.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

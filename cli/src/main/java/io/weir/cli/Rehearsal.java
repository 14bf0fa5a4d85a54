package io.weir.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.cli.demo.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole life in a second: starts, answers a few requests, is told to end. While the JVM notes which classes that takes,
 * for the launcher's cache. Main thread.
 */
final class Rehearsal {
    static final String COMMAND = "rehearse";
    private static final int REQUESTS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] REQUEST = "GET /rehearsal HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1);

    private Rehearsal() {}

    /** @param arguments as of a start; the configuration listens on {@code PORT} and has a server on {@code SERVER_PORT} */
    static int run(List<String> arguments, Console console) {
        try (var origin = Origin.start("rehearsal", Duration.ZERO)) {
            int port = freePort();
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PORT", Integer.toString(port));
            environment.put("SERVER_PORT", Integer.toString(origin.port()));
            Thread.startVirtualThread(() -> visit(port, console));
            return new Start(StartArgumentsReader.read(arguments), environment, console).run();
        } catch (IOException | BadArgumentsException e) {
            console.say("no rehearsal: " + e.getMessage());
            return Start.FAILED;
        }
    }

    /** Asks a few times, then ends the process. */
    private static void visit(int port, Console console) {
        try (var socket = connect(port)) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (int i = 0; i < REQUESTS; i++) {
                socket.getOutputStream().write(REQUEST);
                while (!in.readLine().startsWith("Hello")) Thread.onSpinWait();
            }
        } catch (IOException | InterruptedException e) {
            console.say("the rehearsal went wrong: " + e);
        }
        Signals.raise("TERM");
    }

    private static Socket connect(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var socket = new Socket();
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return socket;
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) throw e;
                Thread.sleep(10);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

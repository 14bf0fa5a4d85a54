package io.weir.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A proxy that runs for some traffic and the lines that it logs about it. Its configuration names the port and the log
 * of each of its frontends {@code ${PORT0}}, {@code ${LOG0}} and so on, and its servers' ports {@code ${APP}} and
 * {@code ${OTHER}}. Confined to one thread.
 */
final class LoggingProxy {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final int PATIENCE_MILLIS = 20_000;

    private final List<String> command;
    private final int frontends;

    private LoggingProxy(List<String> command, int frontends) {
        this.command = command;
        this.frontends = frontends;
    }

    /**
     * What came of the traffic of one frontend.
     *
     * @param decisions as a replay names them, in the order of the traffic
     * @param lines that were logged
     */
    record Logged(List<String> decisions, List<String> lines) {}

    static LoggingProxy weir(Path folder, String configuration, int frontends) throws IOException {
        return new LoggingProxy(List.of(WeirProcess.PROGRAM, "-f", file(folder, configuration)), frontends);
    }

    /** Without HAProxy it is Weir. */
    static LoggingProxy haproxy(Path folder, String configuration, int frontends) throws IOException {
        if (!Files.isExecutable(HAPROXY)) {
            System.err.println("NOT RUN: the comparison with HAProxy, which is not installed");
            return weir(folder, configuration, frontends);
        }
        return new LoggingProxy(List.of(HAPROXY.toString(), "-db", "-f", file(folder, configuration)), frontends);
    }

    private static String file(Path folder, String configuration) throws IOException {
        return Files.writeString(folder.resolve("proxy.cfg"), configuration).toString();
    }

    /**
     * Sends them to each frontend.
     *
     * @param requests heads without the empty line and with a body of as many bytes as it says, which are 2
     */
    List<Logged> requests(List<String> requests) throws Exception {
        return run((port, log) -> {
            List<String> decisions = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (String request : requests) {
                decisions.add(decision(ask(port, request)));
                lines.add(receive(log));
            }
            return new Logged(decisions, lines);
        });
    }

    /** @param clients addresses that connect one after the other and wait for what the server says */
    List<Logged> connections(String... clients) throws Exception {
        return run((port, log) -> {
            receive(log); // of the connection that asked whether somebody listens
            List<String> decisions = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (String client : clients) {
                decisions.add(greeting(port, client));
                lines.add(receive(log));
            }
            return new Logged(decisions, lines);
        });
    }

    /** What is done with a frontend while it runs. */
    @FunctionalInterface
    private interface Traffic {
        Logged over(int port, DatagramSocket log) throws IOException;
    }

    private List<Logged> run(Traffic traffic) throws Exception {
        List<DatagramSocket> logs = new ArrayList<>();
        try (var app = server("app");
                var other = server("other")) {
            var builder = new ProcessBuilder(command).inheritIO();
            var environment = builder.environment();
            environment.put("APP", "" + app.getLocalPort());
            environment.put("OTHER", "" + other.getLocalPort());
            int[] ports = new int[frontends];
            for (int i = 0; i < frontends; i++) {
                ports[i] = WeirProcess.freePort();
                var log = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                logs.add(log);
                log.setSoTimeout(PATIENCE_MILLIS);
                environment.put("PORT" + i, "" + ports[i]);
                environment.put("LOG" + i, "" + log.getLocalPort());
            }
            return run(builder.start(), ports, logs, traffic);
        } finally {
            logs.forEach(DatagramSocket::close);
        }
    }

    private static List<Logged> run(Process process, int[] ports, List<DatagramSocket> logs, Traffic traffic)
            throws Exception {
        try {
            List<Logged> logged = new ArrayList<>();
            for (int i = 0; i < ports.length; i++) {
                awaitListening(process, ports[i]);
                logged.add(traffic.over(ports[i], logs.get(i)));
            }
            return logged;
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }

    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        while (!WeirProcess.listens(port))
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) throw new IOException("the proxy ended");
    }

    private static String receive(DatagramSocket log) throws IOException {
        var packet = new DatagramPacket(new byte[8192], 8192);
        log.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), ISO_8859_1).strip();
    }

    private static String ask(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String body = request.contains("Content-Length: 2") ? "hi" : "";
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n" + body).getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static String decision(String answer) {
        String name = "x-backend: ";
        int at = answer.toLowerCase(Locale.ROOT).indexOf(name);
        if (at < 0) return "deny " + answer.substring(9, 12);
        return "backend " + answer.substring(at + name.length(), answer.indexOf('\r', at));
    }

    private static String greeting(int port, String client) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.bind(new InetSocketAddress(client, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write("hello\r\n\r\n".getBytes(ISO_8859_1));
            String said = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return said.isEmpty() ? "reject" : "backend " + said.substring(said.lastIndexOf('\n') + 1);
        } catch (SocketException e) {
            return "reject";
        }
    }

    /** Its answer to whatever ends with an empty line ends with its name. */
    private static ServerSocket server(String name) throws IOException {
        var listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    var socket = listener.accept();
                    Thread.startVirtualThread(() -> serve(socket, name));
                }
            } catch (IOException _) {
                // the test is over
            }
        });
        return listener;
    }

    private static void serve(Socket connection, String name) {
        try (var socket = connection) {
            String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + (name.length() + 1);
            int ends = 0;
            int c = socket.getInputStream().read();
            for (; ends < 2 && c >= 0; c = ends < 2 ? socket.getInputStream().read() : c) {
                if (c == '\n') ends++;
                else if (c != '\r') ends = 0;
            }
            if (c >= 0) socket.getOutputStream().write((answer + "\r\n\r\n\n" + name).getBytes(ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // the proxy went, or the test is over
        }
    }
}

package io.weir.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A small HTTP server that takes its time for each answer, on virtual threads. Any thread. */
public final class Origin implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final byte[] answer;
    private final Duration thinking;

    private Origin(ServerSocket listener, String name, Duration thinking) {
        this.listener = listener;
        this.thinking = thinking;
        String body = "Hello from " + name + ".\n";
        this.answer = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Server: " + name + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    /** Listens on a free port of the loopback interface. */
    public static Origin start(String name, Duration thinking) throws IOException {
        var origin = new Origin(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), name, thinking);
        Thread.startVirtualThread(origin::accept);
        return origin;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Takes no more connections; open ones end with the process. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            while (skipHead(in)) {
                Thread.sleep(thinking);
                socket.getOutputStream().write(answer);
            }
        } catch (IOException | InterruptedException e) {
            return; // Weir closes connections that it no longer needs
        }
    }

    /** The demo sends no bodies. False at the end of the connection. */
    private static boolean skipHead(BufferedReader in) throws IOException {
        while (true) {
            var line = in.readLine();
            if (line == null) return false;
            if (line.isEmpty()) return true;
        }
    }
}

package io.weir.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of a test. Each connection has a virtual thread. Any thread. */
final class Origin implements AutoCloseable {
    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();

    private Origin(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
    }

    /** What it does with a request whose head has been read. */
    @FunctionalInterface
    interface Behaviour {
        void answer(String head, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    static Origin doing(Behaviour behaviour) throws IOException {
        var origin = new Origin(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), behaviour);
        Thread.startVirtualThread(origin::accept);
        return origin;
    }

    static Origin saying(String body, String... fields) throws IOException {
        return doing((_, _, out) -> ok(out, body, fields));
    }

    /** Answers nothing until the gate is open. */
    static Origin waitingFor(CountDownLatch gate, String body) throws IOException {
        return doing((_, _, out) -> {
            gate.await();
            ok(out, body);
        });
    }

    static void ok(OutputStream out, String body, String... fields) throws IOException {
        var head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n");
        for (var field : fields) head.append(field).append("\r\n");
        out.write((head + "\r\n" + body).getBytes(ISO_8859_1));
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The heads of all requests so far. */
    List<String> heads() {
        return heads;
    }

    int mostAtWork() {
        return mostAtWork.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
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
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                try {
                    behaviour.answer(head, in, socket.getOutputStream());
                } finally {
                    atWork.decrementAndGet();
                }
            }
        } catch (IOException | InterruptedException e) {
            return; // the test is over
        }
    }

    /** Empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) return "";
            text.append((char) c);
        }
        return text.toString();
    }
}

package io.weir.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A server that plays a script on each of its connections. What a script throws fails {@link #close()}. */
final class Origin implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> fillers = new ArrayList<>();
    private final Script script;

    /** What the server does on one connection; numbers count from 1. */
    interface Script {
        void play(Wire wire, int connection) throws Exception;
    }

    private Origin(Script script) throws IOException {
        this.script = script;
        listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private Origin() throws IOException {
        script = (_, _) -> {};
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < 4; i++) {
            var waiting = SocketChannel.open();
            waiting.configureBlocking(false);
            waiting.connect(listener.getLocalSocketAddress());
            fillers.add(waiting);
        }
    }

    static Origin playing(Script script) throws IOException {
        return new Origin(script);
    }

    /** Answers every request on every connection with that body. */
    static Origin answering(String body) throws IOException {
        var holder = new Origin[1];
        holder[0] = new Origin((wire, _) -> {
            for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
                holder[0].heads.add(head);
                wire.send(response(body));
            }
        });
        return holder[0];
    }

    /** Answers every request with its method, path and body. */
    static Origin echoing() throws IOException {
        return new Origin((wire, _) -> {
            for (String message = wire.message(); !message.isEmpty(); message = wire.message()) {
                int end = message.indexOf("\r\n\r\n");
                String line = message.substring(0, message.indexOf(" HTTP/"));
                wire.send(response(line + " " + message.substring(end + 4)));
            }
        });
    }

    /** Tells the path of each request as it comes, and answers {@code ok} once that is let go. */
    static Origin holding(CountDownLatch go, Consumer<String> seen) throws IOException {
        return playing((wire, _) -> {
            for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
                seen.accept(head.substring(4, head.indexOf(' ', 4)));
                go.await();
                wire.send(response("ok"));
            }
        });
    }

    /** Is there, but accepts nobody: the kernel's queue for it is full. */
    static Origin deaf() throws IOException {
        return new Origin();
    }

    static String response(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A port where nobody listens. */
    static int deadPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted so far. */
    int connections() {
        return connections.get();
    }

    /** Requests seen by {@link #answering} so far. */
    List<String> requests() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                var wire = new Wire(listener.accept());
                wires.add(wire);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> play(wire, number));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) failures.add(e);
        }
    }

    private void play(Wire wire, int number) {
        try (wire) {
            script.play(wire, number);
        } catch (java.net.SocketException e) {
            return; // the proxy has reset the connection, which is its good right
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Wire wire : wires) wire.close();
        for (SocketChannel filler : fillers) filler.close();
        if (!failures.isEmpty()) throw new AssertionError("the origin's script failed", failures.getFirst());
    }
}

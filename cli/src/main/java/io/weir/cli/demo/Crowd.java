package io.weir.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that keep their connections and ask again and again: many at a time, then few, then many. Those that rest
 * stay connected. On virtual threads. Any thread.
 */
public final class Crowd implements AutoCloseable {
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(60);
    private static final Duration RESTING = Duration.ofMillis(100);
    private static final Duration WAVE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FEWEST = 10;
    private static final byte[] REQUEST = "GET /demo HTTP/1.1\r\nHost: demo.example\r\n\r\n".getBytes(ISO_8859_1);

    private final InetSocketAddress address;
    private final int size;
    private final long startNanos = System.nanoTime();
    private final LongAdder served = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean closed;

    private Crowd(InetSocketAddress address, int size) {
        this.address = address;
        this.size = size;
    }

    /** What they were answered so far. */
    public record Tally(long served, long busy, long failed) {
        Tally since(Tally before) {
            return new Tally(served - before.served, busy - before.busy, failed - before.failed);
        }
    }

    public static Crowd start(InetSocketAddress address, int size) {
        var crowd = new Crowd(address, size);
        for (int i = 0; i < size; i++) {
            int number = i;
            Thread.startVirtualThread(() -> crowd.live(number));
        }
        return crowd;
    }

    public Tally tally() {
        return new Tally(served.sum(), busy.sum(), failed.sum());
    }

    /** They stop after the request that they are at. */
    @Override
    public void close() {
        closed = true;
    }

    private void live(int number) {
        try {
            while (!closed) stayConnected(number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stayConnected(int number) throws InterruptedException {
        boolean answered = false;
        try (var socket = new Socket()) {
            socket.connect(address, (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            boolean keep = true;
            while (!closed && keep) {
                socket.getOutputStream().write(REQUEST);
                keep = readAnswer(in);
                answered = true;
                Thread.sleep(BETWEEN_REQUESTS);
                while (!closed && number >= active()) Thread.sleep(RESTING);
            }
        } catch (IOException e) {
            // A server may close an idle connection at any moment: not a failure but a reason to connect again.
            if (closed || answered) return;
            failed.increment();
            Thread.sleep(RESTING);
        }
    }

    /** How many are busy at this moment of the wave. */
    private int active() {
        double turns = (System.nanoTime() - startNanos) / (double) WAVE.toNanos();
        double height = (1 - Math.cos(turns * 2 * Math.PI)) / 2;
        return FEWEST + (int) Math.round((size - FEWEST) * height);
    }

    /** Counts it. False when the connection ends with it. */
    private boolean readAnswer(DataInputStream in) throws IOException {
        var status = line(in);
        int length = -1;
        boolean close = false;
        for (var field = line(in); !field.isEmpty(); field = line(in)) {
            var name = field.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:"))
                length = Integer.parseInt(name.substring(15).strip());
            if (name.startsWith("connection:") && name.contains("close")) close = true;
        }
        if (length >= 0) in.skipNBytes(length);
        else in.readAllBytes();
        count(status);
        return !close && length >= 0;
    }

    private void count(String status) {
        if (status.startsWith("HTTP/1.1 200")) served.increment();
        else if (status.startsWith("HTTP/1.1 503") || status.startsWith("HTTP/1.0 503")) busy.increment();
        else failed.increment();
    }

    private static String line(DataInputStream in) throws IOException {
        var text = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) if (c != '\r') text.append((char) c);
        return text.toString();
    }
}

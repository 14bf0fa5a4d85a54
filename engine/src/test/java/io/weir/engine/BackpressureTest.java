package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body of any size passes in a few buffers, at the pace of whoever is slower. */
class BackpressureTest {
    private static final int PIECE = 100_000;
    private static final long MUCH = 200_000_000;

    /** What the kernel may hold on both connections together. */
    private static final long KERNEL = 40_000_000;

    /** What Weir may hold: its pools grow by whole chunks of 4 MB. */
    private static final long WEIR = 9_000_000;

    private static final String POST = "POST /up HTTP/1.1\r\nHost: test\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 200000000", "Transfer-Encoding: chunked", "X-Until: close"})
    void aClientThatDoesNotReadHoldsTheServerBack(String framing) throws Exception {
        boolean chunked = framing.endsWith("chunked");
        var sent = new AtomicLong();
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
                    send(wire, sent, chunked);
                    if (chunked) wire.send("0\r\n\r\n");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            long before = memory();
            client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
                    .head();
            stalls(sent);

            assertTrue(sent.get() < KERNEL, "the server could send " + sent);
            assertTrue(memory() - before < WEIR, "Weir holds " + (memory() - before));

            assertEquals(chunked ? MUCH + MUCH / PIECE * 9 + 5 : MUCH, client.drain());
            assertTrue(memory() - before < WEIR, "Weir holds " + (memory() - before));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 200000000", "Transfer-Encoding: chunked"})
    void aServerThatDoesNotReadHoldsTheClientBack(String framing) throws Exception {
        boolean chunked = framing.endsWith("chunked");
        var sent = new AtomicLong();
        var go = new CountDownLatch(1);
        var got = new AtomicLong();
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    go.await();
                    long size = chunked ? MUCH + MUCH / PIECE * 9 + 5 : MUCH;
                    while (got.get() < size)
                        got.addAndGet(wire.bytes((int) Math.min(PIECE, size - got.get()))
                                .length());
                    wire.send(Origin.response("thanks"));
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            long before = memory();
            client.send(POST + framing + "\r\n\r\n");
            var sending = Thread.ofVirtual().start(() -> {
                try {
                    send(client, sent, chunked);
                    if (chunked) client.send("0\r\n\r\n");
                } catch (Exception e) {
                    sent.set(Long.MIN_VALUE);
                }
            });
            stalls(sent);

            assertTrue(sent.get() < KERNEL, "the client could send " + sent);
            assertTrue(memory() - before < WEIR, "Weir holds " + (memory() - before));

            go.countDown();
            assertTrue(client.message().endsWith("thanks"));
            sending.join();
            assertTrue(memory() - before < WEIR, "Weir holds " + (memory() - before));
        }
    }

    @Test
    void pipelinedRequestsWaitWithTheClientWhileTheFirstIsAtWork() throws Exception {
        String request = "GET /" + "x".repeat(900) + " HTTP/1.1\r\nHost: test\r\n\r\n";
        var sent = new AtomicLong();
        var go = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    go.await();
                    wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                });
                var weir = Weir.between("option httpclose", "", origin);
                var client = weir.connect()) {
            long before = memory();
            Thread.ofVirtual().start(() -> {
                try {
                    for (; sent.get() < MUCH; sent.addAndGet(request.length())) client.send(request);
                } catch (Exception e) {
                    return; // the connection ends after its first answer
                }
            });
            stalls(sent);

            assertTrue(sent.get() < KERNEL, "the client could send " + sent);
            assertTrue(memory() - before < WEIR, "Weir holds " + (memory() - before));
            go.countDown();
            assertTrue(client.message().endsWith("ok"));
        }
    }

    private static void send(Wire wire, AtomicLong sent, boolean chunked) throws Exception {
        String piece = "x".repeat(PIECE);
        for (; sent.get() < MUCH; sent.addAndGet(PIECE))
            wire.send(chunked ? Integer.toHexString(PIECE) + "\r\n" + piece + "\r\n" : piece);
    }

    /** Waits until nothing has been sent for a while. */
    private static void stalls(AtomicLong sent) {
        var last = new long[] {-1, System.nanoTime()};
        Weir.until("sending stalls", () -> {
            long now = System.nanoTime();
            if (sent.get() != last[0]) {
                last[0] = sent.get();
                last[1] = now;
            }
            return last[0] > 0 && now - last[1] > 400_000_000L;
        });
    }

    private static long memory() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }
}

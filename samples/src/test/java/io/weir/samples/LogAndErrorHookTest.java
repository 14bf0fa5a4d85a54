package io.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hooks {@code log} and {@code http_error} of a script, as a server of logs and a client see them. */
@Timeout(60)
class LogAndErrorHookTest {
    private static final String CONFIGURATION = """
            defaults
                mode http
                timeout connect 10s
                timeout client 10s
                timeout server 10s
                timeout queue 200ms
            frontend fe
                bind "127.0.0.1:${PORT}"
                log "127.0.0.1:${LOG}" format raw local0
                option httplog
                rules hooks.js
                default_backend be
            backend be
                server s1 "127.0.0.1:${S1}" maxconn 1
            """;

    private static final String HOOKS = """
            export function log(txn) {
              if (txn.req.path === "/health") return false;
              return { tenant: txn.req.headers.get("x-tenant"), status: txn.res?.status ?? "none" };
            }
            export function http_error(txn, err) {
              if (err.cause === "queue_timeout")
                return { status: 503, headers: { "retry-after": "2" }, body: `busy ${err.term}` };
            }
            """;

    private final CountDownLatch gate = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private final DatagramSocket log;

    LogAndErrorHookTest() throws IOException {
        log = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void write() throws IOException {
        log.setSoTimeout(10_000);
        Files.writeString(folder.resolve("weir.cfg"), CONFIGURATION);
        Files.writeString(folder.resolve("hooks.js"), HOOKS);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theLineHasTheFieldsOfTheHookAndAHealthCheckHasNoLine() throws Exception {
        try (var origin = Origin.saying("app");
                var weir = start(origin);
                var client = weir.connect()) {
            client.get("/health");
            client.get("/shop", "X-Tenant: acme");

            String line = line();

            assertTrue(line.endsWith("\"GET /shop HTTP/1.1\" {tenant=acme|status=200}"), line);
        }
    }

    @Test
    void whoWaitsTooLongGetsThePageOfTheHookAndALineWithItsStatus() throws Exception {
        try (var origin = Origin.waitingFor(gate, "app");
                var weir = start(origin);
                var first = weir.connect();
                var second = weir.connect()) {
            first.send("GET /first HTTP/1.1\r\nHost: sample.example\r\n\r\n");
            while (weir.inputs().counter(Counter.BE_CONN_FREE, "be", "") > 0) Thread.onSpinWait();

            var page = second.get("/second");

            assertEquals(503, page.status());
            assertEquals("2", page.header("retry-after"));
            assertEquals("busy sQ", page.body());
            String line = line();
            assertTrue(line.contains(" be/<NOSRV> ") && line.contains(" sQ-- "), line);
            assertTrue(line.endsWith("\"GET /second HTTP/1.1\" {status=503}"), line);
            gate.countDown();
            assertEquals(200, first.read().status());
        }
    }

    @Test
    void aRequestWhoseClientLeavesHasTheFieldsToo() throws Exception {
        try (var origin = Origin.waitingFor(gate, "app");
                var weir = start(origin)) {
            try (var client = weir.connect()) {
                client.send("GET /left HTTP/1.1\r\nHost: sample.example\r\nX-Tenant: acme\r\n\r\n");
                while (weir.inputs().counter(Counter.BE_CONN_FREE, "be", "") > 0) Thread.onSpinWait();
                client.reset();
            }

            String line = line();

            assertTrue(line.contains(" CH-- "), line);
            assertTrue(line.endsWith("\"GET /left HTTP/1.1\" {tenant=acme|status=none}"), line);
            gate.countDown();
        }
    }

    private Sample start(Origin origin) throws Exception {
        return Sample.start(folder, Map.of("LOG", log.getLocalPort(), "S1", origin.port()));
    }

    private String line() throws IOException {
        var packet = new DatagramPacket(new byte[8192], 8192);
        log.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip();
    }
}

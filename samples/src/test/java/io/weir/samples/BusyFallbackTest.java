package io.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyFallbackTest {
    private static final String PAGE = "We are busy, please come back shortly.";

    private final List<Client> clients = new ArrayList<>();

    @TempDir
    private Path copy;

    @AfterEach
    void clientsLeave() throws IOException {
        for (var client : clients) client.close();
    }

    @Test
    void itsTrafficIsDecidedAsItSays() throws Exception {
        assertTrue(Sample.replay("busy-fallback").contains("expectations: 6 met, 0 failed"));
    }

    @Test
    void clientsThatOnlyKeepTheirConnectionsMakeNobodyBusy() throws Exception {
        try (var origin = Origin.saying("app");
                var weir = start(Sample.folder("busy-fallback"), origin)) {
            for (int i = 0; i < 120; i++)
                assertEquals(200, arrive(weir).get("/").status());

            var late = arrive(weir).get("/");

            assertEquals(200, late.status());
            assertEquals(121, weir.inputs().counter(Counter.FE_CONN, "lb", ""));
        }
    }

    @Test
    void whoFindsNoSlotGetsThePageAndWhoHasOneIsServed() throws Exception {
        var gate = new CountDownLatch(1);
        try (var origin = Origin.waitingFor(gate, "app");
                var weir = start(Sample.folder("busy-fallback"), origin)) {
            for (int i = 0; i < 40; i++) arrive(weir).send("GET / HTTP/1.1\r\nHost: sample.example\r\n\r\n");
            while (weir.inputs().counter(Counter.BE_CONN_FREE, "app", "") > 0) Thread.onSpinWait();

            var tooMuch = arrive(weir).get("/");

            assertEquals(503, tooMuch.status());
            assertEquals(PAGE, tooMuch.body());
            assertEquals("5", tooMuch.header("retry-after"));
            while (origin.mostAtWork() < 40) Thread.onSpinWait(); // who has a slot may not have come to the server yet
            gate.countDown();
            for (var client : clients.subList(0, 40))
                assertEquals(200, client.read().status());
            assertEquals(40, origin.mostAtWork());
            assertEquals(200, arrive(weir).get("/").status());
        }
    }

    /** The outage that the sample is there to prevent: acceptance facts 1 and 2. */
    @Test
    void aRuleThatCountsConnectionsTurnsEverybodyAwayWhileNothingIsDone() throws Exception {
        copySample("maxconn 500", "maxconn 10", "fe_req_cur() >= 100", "fe_conn() >= 10");
        try (var origin = Origin.saying("app");
                var weir = start(copy, origin)) {
            for (int i = 0; i < 9; i++) assertEquals(200, arrive(weir).get("/").status());

            var tenth = arrive(weir).get("/");

            assertEquals(503, tenth.status());
            assertEquals(9, origin.heads().size());
        }
    }

    /** Acceptance fact 3: whoever is answered at the limit leaves, and the next one has his turn. */
    @Test
    void atTheLimitOfConnectionsEachAnswerMakesRoomForWhoWaits() throws Exception {
        copySample("maxconn 500", "maxconn 10", "fe_req_cur() >= 100", "fe_req_cur() >= 100");
        try (var origin = Origin.saying("app");
                var weir = start(copy, origin)) {
            for (int i = 0; i < 9; i++) assertEquals(200, arrive(weir).get("/").status());
            var tenth = arrive(weir);
            var waiting = arrive(weir);
            waiting.send("GET / HTTP/1.1\r\nHost: sample.example\r\n\r\n");

            var last = tenth.get("/");

            assertEquals(200, last.status());
            assertEquals("close", last.header("connection"));
            assertTrue(tenth.isClosedByPeer());
            assertEquals(200, waiting.read().status());
        }
    }

    private Client arrive(Sample weir) throws IOException {
        var client = weir.connect();
        clients.add(client);
        return client;
    }

    private static Sample start(Path folder, Origin origin) throws Exception {
        return Sample.start(folder, Map.of("APP1_PORT", origin.port(), "APP2_PORT", origin.port()));
    }

    private void copySample(String configured, String instead, String ruled, String insteadOfThat) throws IOException {
        var sample = Sample.folder("busy-fallback");
        Files.copy(sample.resolve("busy.http"), copy.resolve("busy.http"));
        var configuration = Files.readString(sample.resolve("weir.cfg"));
        assertTrue(configuration.contains(configured));
        Files.writeString(copy.resolve("weir.cfg"), configuration.replace(configured, instead));
        var rules = Files.readString(sample.resolve("busy.js"));
        assertTrue(rules.contains(ruled));
        Files.writeString(copy.resolve("busy.js"), rules.replace(ruled, insteadOfThat));
    }
}

package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.Hooks;
import io.weir.rules.Place;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.Scripts;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Weir answers itself, and what scripts have to say about it. */
@Timeout(60)
class ReplyTest {
    private static final String FRONTEND = """
            global
                nbthread 1
            defaults
                mode http
                timeout connect 1s
                timeout client 10s
                timeout server 10s
                option httplog
            frontend fe
                bind "127.0.0.1:${PORT}"
                log "127.0.0.1:${LOG}" format raw local0
            """;

    @TempDir
    Path folder;

    @Test
    void withoutAnyBackendTheClientGets503() throws Exception {
        try (var weir = Weir.running(FRONTEND);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().startsWith("HTTP/1.1 503 "));
            assertTrue(weir.logLine().contains(" fe/<NOSRV> "));
        }
    }

    @Test
    void anErrorFileTakesThePlaceOfTheBuiltInPageAndRulesOfEveryResponseSeeIt() throws Exception {
        Path page = folder.resolve("503.http");
        Files.writeString(page, "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nRetry-After: 7\r\n\r\nbusy");
        try (var weir = Weir.running(FRONTEND + "    errorfile 503 " + page + "\n"
                        + "    http-after-response set-header x-after yes\n");
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertTrue(answer.startsWith("HTTP/1.1 503 Busy\r\n") && answer.endsWith("busy"), answer);
            assertTrue(answer.contains("Retry-After: 7") && answer.contains("x-after: yes"), answer);
        }
    }

    @Test
    void aScriptChoosesTheBackendAndAnUnknownNameFallsToTheDefault() throws Exception {
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(backends(one, two), new Fake() {
                    @Override
                    public Verdict useBackend(Transaction txn) {
                        return new Verdict.UseBackend(txn.request().path().substring(1), PLACE);
                    }
                });
                var client = weir.connect()) {
            assertTrue(client.get("/b2").message().endsWith("two"));
            assertTrue(client.get("/nobody").message().endsWith("one"));
        }
    }

    @Test
    void aScriptReplacesTheServersErrorAndTheBuiltInPage() throws Exception {
        try (var one = Origin.playing((wire, _) -> {
                    wire.message();
                    wire.send("HTTP/1.1 500 Oops\r\nContent-Length: 5\r\n\r\ntrace");
                });
                var two = Origin.answering("two");
                var weir = Weir.running(backends(one, two), new Fake() {
                    @Override
                    public Verdict httpRequest(Transaction txn) {
                        return txn.request().path().equals("/no") ? new Verdict.Deny(403, PLACE) : Verdict.CONTINUE;
                    }

                    @Override
                    public Verdict httpResponse(Transaction txn) {
                        return new Verdict.Return(page("sorry"), PLACE);
                    }

                    @Override
                    public @Nullable Reply httpError(Transaction txn, ErrorEvent event) {
                        return page(event.cause().scriptName());
                    }
                });
                var client = weir.connect()) {
            assertTrue(client.get("/").message().endsWith("sorry"));
            assertTrue(client.get("/no").message().endsWith("denied"));
        }
    }

    @Test
    void aScriptThatFailsClosedGivesTheClient500AndTheConnectionGoesOn() throws Exception {
        try (var weir = Weir.running(FRONTEND, new Fake() {
                    @Override
                    public Verdict httpRequest(Transaction txn) {
                        return new Verdict.Failed(PLACE);
                    }
                });
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().startsWith("HTTP/1.1 500 "));
            assertTrue(client.get("/2").message().startsWith("HTTP/1.1 500 "));
        }
    }

    @Test
    void aRequestUnderWayFinishesOnItsVersionAndTheNextOneRunsTheNew() throws Exception {
        var go = new CountDownLatch(1);
        var first = new Versioned("first");
        var second = new Versioned("second");
        try (var one = Origin.playing((wire, _) -> {
                    while (!wire.message().isEmpty()) {
                        go.await();
                        wire.send(Origin.response("ok"));
                    }
                });
                var two = Origin.answering("two");
                var weir = Weir.running(backends(one, two), first);
                var client = weir.connect()) {
            client.get("/");
            Weir.until("the request is under way", () -> one.connections() == 1);

            weir.proxy().replace(second);
            assertEquals(0, first.closed.get());
            go.countDown();

            assertTrue(client.message().contains("x-version: first"));
            assertTrue(client.get("/").message().contains("x-version: second"));
            Weir.until("the old version is closed", () -> first.closed.get() == 1);
        }
        assertEquals(1, second.closed.get());
    }

    private static String backends(Origin one, Origin two) {
        return FRONTEND + "    default_backend b1\nbackend b1\n    server s 127.0.0.1:" + one.port()
                + "\nbackend b2\n    server s 127.0.0.1:" + two.port() + "\n";
    }

    private static Reply page(String text) {
        return new Reply.Composed(503, "", List.of(), text.getBytes(UTF_8));
    }

    /** Scripts written in Java: hooks of the frontend that do nothing unless a test says so. */
    private abstract static class Fake implements Scripts, Hooks, ProxyHooks {
        static final Place PLACE = new Place("fake.js", 1, 1);
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public long version() {
            return 1;
        }

        @Override
        public Hooks open() {
            return this;
        }

        @Override
        public ProxyHooks ofFrontend(String name) {
            return this;
        }

        @Override
        public ProxyHooks ofBackend(String name) {
            return ProxyHooks.NONE;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        @Override
        public boolean defines(Hook hook) {
            return true;
        }

        @Override
        public Verdict httpRequest(Transaction txn) {
            return Verdict.CONTINUE;
        }

        @Override
        public Verdict useBackend(Transaction txn) {
            return Verdict.CONTINUE;
        }

        @Override
        public Verdict httpResponse(Transaction txn) {
            return Verdict.CONTINUE;
        }

        @Override
        public @Nullable Reply httpError(Transaction txn, ErrorEvent event) {
            return null;
        }

        @Override
        public boolean log(Transaction txn) {
            return true;
        }
    }

    /** Marks every response with its version. */
    private static final class Versioned extends Fake {
        private final String name;

        Versioned(String name) {
            this.name = name;
        }

        @Override
        public Verdict httpResponse(Transaction txn) {
            txn.response().headers().add("x-version", name);
            return Verdict.CONTINUE;
        }
    }
}

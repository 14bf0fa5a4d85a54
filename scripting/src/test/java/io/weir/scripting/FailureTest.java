package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a request whose hook fails, and who hears of it. */
class FailureTest {
    private static final String BROKEN = """
            const no = undefined;
            export function http_request(txn) { no.thing; }
            export function use_backend(txn) { no.thing; }
            export function http_response(txn) { no.thing; }
            export function http_error(txn, err) { no.thing; }
            export function log(txn) { no.thing; }
            """;

    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic();

    @Test
    void byDefaultOnlyTheRequestHookRefuses() {
        try (var rules = Rules.busy(folder, BROKEN)) {
            ProxyHooks hooks = rules.frontend();
            Transaction answered = Traffic.answered(traffic.get("/"), 200, "OK");

            var failed = assertInstanceOf(Verdict.Failed.class, hooks.httpRequest(traffic.get("/")));
            assertEquals("busy.js:2:37", rules.plain(failed.origin().place().toString()));
            assertSame(Verdict.CONTINUE, hooks.useBackend(traffic.get("/")));
            assertSame(Verdict.CONTINUE, hooks.httpResponse(answered));
            assertNull(hooks.httpError(traffic.get("/"), new ErrorEvent(503, ErrorCause.NO_SERVER, "SC")));
            assertTrue(hooks.log(answered));
        }
    }

    @Test
    void onRuleErrorDenyRefusesInEveryPhase() {
        try (var rules = Rules.busy(folder, BROKEN)
                .configuration(Rules.CONFIGURATION.replace(
                        "    rules busy.js\n", "    rules busy.js\n    on-rule-error deny\n"))) {
            ProxyHooks hooks = rules.frontend();

            assertInstanceOf(Verdict.Failed.class, hooks.httpRequest(traffic.get("/")));
            assertInstanceOf(Verdict.Failed.class, hooks.useBackend(traffic.get("/")));
            assertInstanceOf(Verdict.Failed.class, hooks.httpResponse(Traffic.answered(traffic.get("/"), 200, "OK")));
        }
    }

    @Test
    void aHookThatGivesBackAPromiseFails() {
        try (var rules = Rules.busy(
                folder, "const later = async () => 'app';\nexport function use_backend() { return later(); }")) {
            assertSame(Verdict.CONTINUE, rules.frontend().useBackend(traffic.get("/")));

            assertTrue(rules.faultLines
                    .getFirst()
                    .endsWith("TypeError: use_backend gave back a promise: it may not await"));
        }
    }

    @Test
    void aResultThatMakesNoSenseFails() {
        for (var wrong : List.of(
                "use_backend|5|use_backend gave back 5 (expected a backend's name, a list of names, or nothing)",
                "use_backend|''|use_backend gave back an empty name",
                "http_request|'x'|http_request gave back \"x\" (expected nothing or a reply)",
                "log|3|log gave back 3 (expected an object of fields, or false for no line)")) {
            var parts = wrong.split("\\|", -1);
            try (var rules = Rules.busy(folder, "export function " + parts[0] + "() { return " + parts[1] + "; }")) {
                ProxyHooks hooks = rules.frontend();
                hooks.useBackend(traffic.get("/"));
                hooks.httpRequest(traffic.get("/"));
                hooks.log(traffic.get("/"));

                assertEquals(1, rules.faultLines.size(), wrong);
                assertTrue(rules.faultLines.getFirst().endsWith(parts[2]), rules.faultLines::toString);
            }
        }
    }

    @Test
    void aRejectedPromiseThatNobodyAwaitsIsAFailureToo() {
        try (var rules =
                Rules.busy(folder, "export function http_request() {\n  Promise.reject(new Error('lost'));\n}")) {
            assertInstanceOf(Verdict.Failed.class, rules.frontend().httpRequest(traffic.get("/")));

            assertEquals(
                    "busy.js:2:18: http_request of frontend lb: Error: lost", rules.plain(rules.faultLines.getFirst()));
        }
    }

    @Test
    void errorsAreLoggedOnceASecondAndAllCounted() {
        try (var rules = Rules.busy(folder, "export function log() { throw new Error('again'); }")) {
            ProxyHooks hooks = rules.frontend();
            for (int i = 0; i < 5; i++) hooks.log(traffic.get("/"));
            rules.nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
            hooks.log(traffic.get("/"));

            assertEquals(
                    List.of(
                            "busy.js:1:31: log of frontend lb: Error: again",
                            "busy.js:1:31: log of frontend lb: Error: again (5 errors since the last line)"),
                    rules.faultLines.stream().map(rules::plain).toList());
            assertEquals(List.of(new HookErrors("frontend lb", Hook.LOG, 6, 0)), rules.js.errors());
        }
    }

    @Test
    void whatIsThrownNeedNotBeAnError() {
        try (var rules = Rules.busy(folder, "export function log() { throw { code: 7 }; }")) {
            rules.frontend().log(traffic.get("/"));

            assertEquals(
                    "busy.js:1:25: log of frontend lb: threw a value that is no Error",
                    rules.plain(rules.faultLines.getFirst()));
        }
    }

    @Test
    void endlessRecursionIsAFailureAndTheContextGoesOn() {
        try (var rules = Rules.busy(folder, """
                const dig = (n) => dig(n + 1) + 1;
                export function use_backend(txn) { return txn.req.path === "/deep" ? dig(0) : "app"; }
                """)) {
            ProxyHooks hooks = rules.frontend();

            assertSame(Verdict.CONTINUE, hooks.useBackend(traffic.get("/deep")));
            assertTrue(
                    rules.faultLines.getFirst().contains("Maximum call stack size exceeded"),
                    rules.faultLines::toString);
            assertInstanceOf(Verdict.UseBackend.class, hooks.useBackend(traffic.get("/")));
        }
    }

    @Test
    void severalFilesRunInOrderUntilOneDecides() {
        try (var rules = Rules.in(folder)
                .configuration(Rules.CONFIGURATION.replace("rules busy.js", "rules busy.js\n    rules other.js"))
                .file("busy.js", "export function use_backend(txn) { if (txn.req.path === '/a') return 'app'; }")
                .file("other.js", "export function use_backend(txn) { return 'busy'; }")) {
            ProxyHooks hooks = rules.frontend();

            assertEquals("app", backend(hooks.useBackend(traffic.get("/a"))));
            assertEquals("busy", backend(hooks.useBackend(traffic.get("/b"))));
        }
    }

    @Test
    void aBackendsHooksAreItsOwn() {
        try (var rules = Rules.in(folder)
                .configuration(Rules.CONFIGURATION.replace("\nbackend app\n", "\nbackend app\n    rules app.js\n"))
                .file("busy.js", "export function http_request(txn) { txn.req.headers.add('x-by', 'lb'); }")
                .file(
                        "app.js",
                        "export function http_request(txn) { txn.req.headers.add('x-by', 'app ' + be_conn()); }")) {
            var hooks = rules.open(rules.loaded().scripts());
            Transaction txn = traffic.given("be_conn(app)", 4).get("/");
            hooks.ofFrontend("lb").httpRequest(txn);
            hooks.ofBackend("app").httpRequest(txn);

            assertEquals(List.of("lb", "app 4"), txn.request().headers().all("x-by"));
            assertSame(ProxyHooks.NONE, hooks.ofBackend("lb"));
            assertSame(ProxyHooks.NONE, hooks.ofFrontend("app"));
        }
    }

    private static String backend(Verdict verdict) {
        return assertInstanceOf(Verdict.UseBackend.class, verdict).backend();
    }
}

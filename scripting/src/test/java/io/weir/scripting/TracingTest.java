package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.rules.Origin;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import io.weir.rules.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that decided, for replays, and the line of an effect, always. */
class TracingTest {
    private static final String SCRIPT = """
            import { mark } from "./mark.js";
            const full = () => {
              return fe_conn() >= 100;
            };
            export function use_backend(txn) {
              if (full())
                return "busy";
              return txn.req.path === "/api" && full() ? "busy" : "app";
            }
            export function http_request(txn) {
              mark(txn);
              if (txn.req.path === "/no")
                txn.deny();
              if (txn.req.path === "/old")
                return { status: 410 };
            }
            """;

    private static final String MARK = "export function mark(txn) {\n  txn.req.headers.set('x', '1');\n}";

    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic().given("fe_conn(lb)", 5);

    @Test
    void aVerdictStandsAtTheStatementThatDecided() {
        try (var rules = Rules.tracedIn(folder).file("busy.js", SCRIPT).file("mark.js", MARK)) {
            ProxyHooks hooks = rules.frontend();

            assertEquals("busy.js:8", where(rules, hooks.useBackend(traffic.get("/"))));
            assertEquals("busy.js:8", where(rules, hooks.useBackend(traffic.get("/api"))));
            traffic.given("fe_conn(lb)", 100);
            assertEquals("busy.js:7", where(rules, hooks.useBackend(traffic.get("/"))));
            assertEquals("busy.js:13", where(rules, hooks.httpRequest(traffic.get("/no"))));
            assertEquals("busy.js:15", where(rules, hooks.httpRequest(traffic.get("/old"))));
            assertSame(Verdict.CONTINUE, hooks.httpRequest(traffic.get("/")));
        }
    }

    @Test
    void anEffectStandsAtItsLineWithAndWithoutTracing() {
        for (var rules : List.of(Rules.in(folder), Rules.tracedIn(folder))) {
            try (rules) {
                rules.file("busy.js", SCRIPT).file("mark.js", MARK);
                List<String> journal = new ArrayList<>();
                Transaction txn = traffic.get("/");
                txn.journal((operation, arguments, place) ->
                        journal.add(operation + " " + arguments + " " + rules.plain(place.toString())));
                rules.frontend().httpRequest(txn);

                assertEquals(List.of("set-header x 1 mark.js:2:3"), journal);
            }
        }
    }

    @Test
    void anUnknownInputComesOutWhateverTheScriptDoesWithIt() {
        try (var rules = Rules.tracedIn(folder)
                .file(
                        "busy.js",
                        "export function use_backend() { try { be_conn('app'); } catch { } return 'busy'; }")) {
            ProxyHooks hooks = rules.frontend();

            var unknown = assertThrows(UnknownInputException.class, () -> hooks.useBackend(traffic.get("/")));
            assertEquals("be_conn(app)", unknown.input());
            traffic.given("be_conn(app)", 1);
            assertInstanceOf(Verdict.UseBackend.class, hooks.useBackend(traffic.get("/")));
        }
    }

    @Test
    void anUnknownInputIsPutDownToTheLineThatAsked() {
        try (var rules = Rules.tracedIn(folder).file("busy.js", SCRIPT).file("mark.js", MARK)) {
            traffic.counters.clear();
            Transaction txn = traffic.get("/");
            List<String> asked = new ArrayList<>();
            traffic.onUnknown =
                    () -> asked.add(rules.plain(String.valueOf(origin(txn).place())));
            ProxyHooks hooks = rules.frontend();

            assertThrows(UnknownInputException.class, () -> hooks.useBackend(txn));
            assertEquals(List.of("busy.js:3:3"), asked);
        }
    }

    @Test
    void aNameThatNobodyBearsIsTheScriptsErrorInAReplayToo() {
        try (var rules = Rules.tracedIn(folder)
                .file("busy.js", "export function use_backend() { return be_conn('ap') ? 'busy' : 'app'; }")) {
            assertSame(Verdict.CONTINUE, rules.frontend().useBackend(traffic.get("/")));
            assertEquals(1, rules.faultLines.size());
        }
    }

    @Test
    void inLiveTrafficAnUnknownInputIsAnErrorOfTheScript() {
        try (var rules =
                Rules.busy(folder, "export function use_backend() { return be_conn('app') ? 'busy' : 'app'; }")) {
            assertSame(Verdict.CONTINUE, rules.frontend().useBackend(traffic.get("/")));
            assertEquals(
                    List.of("busy.js:1:40: use_backend of frontend lb: Error: unknown input: be_conn(app)"),
                    rules.faultLines.stream().map(rules::plain).toList());
        }
    }

    private static Origin origin(Transaction txn) {
        var rule = txn.rule();
        if (rule == null) throw new AssertionError("nobody said what runs");
        return rule;
    }

    private static String where(Rules rules, Verdict verdict) {
        Origin origin = switch (verdict) {
            case Verdict.UseBackend(var backend, var at) -> at;
            case Verdict.Deny(var status, var at) -> at;
            case Verdict.Return(var reply, var at) -> at;
            default -> throw new AssertionError(verdict);
        };
        return rules.plain(origin.place().fileAndLine());
    }
}

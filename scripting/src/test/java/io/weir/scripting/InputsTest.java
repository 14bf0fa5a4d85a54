package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import io.weir.rules.Transaction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters, time and chance: what hooks read besides their transaction. */
class InputsTest {
    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic();

    @Test
    void everyCounterIsAFunction() {
        var names = new StringBuilder();
        for (Counter counter : Counter.values())
            names.append(counter.fetchName()).append(' ');

        assertEquals(
                "all",
                says(
                        "const missing = '" + names.toString().strip()
                                + "'.split(' ').filter((n) => typeof globalThis[n] !== 'function'); return missing.join() || 'all';"));
    }

    @Test
    void aNamePicksTheProxyOrTheServer() {
        traffic.given("be_conn(app)", 4)
                .given("srv_conn(app/s2)", 5)
                .given("act_conn", 6)
                .given("fe_conn(lb)", 7);

        assertEquals(
                "4 5 6 7 7",
                says("return [be_conn('app'), srv_conn('app/s2'), act_conn(), fe_conn(), fe_conn('lb')].join(' ');"));
    }

    @Test
    void withoutANameTheChosenBackendAndServerCount() {
        traffic.given("be_conn(app)", 4).given("srv_conn(app/s1)", 5).given("srv_is_up(app/s1)", 1);
        try (var rules = Rules.busy(
                folder, "export function log() { return { now: [be_conn(), srv_conn(), srv_is_up()].join(' ') }; }")) {
            Transaction txn = Traffic.answered(traffic.get("/"), 200, "OK");
            rules.frontend().log(txn);

            assertEquals("4 5 true", txn.logFields().get("now"));
        }
    }

    @Test
    void unknownNamesThrowAndSuggest() {
        for (var wrong : List.of(
                "be_conn_free('ap')|be_conn_free(\"ap\"): no backend has that name (did you mean \"app\"?)",
                "srv_conn('app/s9')|srv_conn(\"app/s9\"): no server has that name (did you mean \"app/s1\"?)",
                "srv_conn('s1')|srv_conn(\"s1\"): no server has that name (expected backend/server)",
                "fe_conn('nowhere')|fe_conn(\"nowhere\"): no frontend has that name",
                "be_conn()|be_conn() needs a backend's name here: none is chosen yet",
                "srv_conn()|srv_conn() needs a name here: no server is chosen yet",
                "act_conn('lb')|act_conn() takes no name",
                "be_conn(5)|be_conn(): the name is 5 (expected a string)")) {
            assertEquals(
                    wrong.substring(wrong.indexOf('|') + 1),
                    says("try { return " + wrong.substring(0, wrong.indexOf('|'))
                            + "; } catch (e) { return e.message; }"));
        }
    }

    @Test
    void countersCannotBeReadOutsideOfAHook() {
        try (var rules = Rules.busy(folder, "\nconst full = fe_conn() > 3;\nexport function log() {}")) {
            assertEquals("busy.js:2:14: error: Error: fe_conn() can be read in hooks only", rules.problem());
        }
    }

    @Test
    void timeIsThatOfTheInputs() {
        traffic.now = 1_234_567_890_123L;

        assertEquals(
                "1234567890123 1234567890123 1234567890123 2009 true",
                says(
                        "return [Date.now(), new Date().getTime(), core.now(), new Date().getUTCFullYear(),"
                                + " new Date(5).getTime() === 5 && new Date() instanceof Date && Date.UTC(1970) === 0].join(' ');"));
    }

    @Test
    void chanceIsThatOfTheInputs() {
        traffic.chance = 1L << 52;

        assertEquals("0.5 2", says("return Math.random() + ' ' + core.rand(7);"));
        traffic.chance = 0xabc;
        assertEquals("00000abc-0abc-4abc-8abc-000abc000abc", says("return crypto.randomUUID();"));
        assertTrue(says("return core.uuid();").matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    private String says(String body) {
        try (var rules = Rules.busy(
                folder,
                "export function http_request(txn) { txn.var('txn.said', String((() => {" + body + "})())); }")) {
            Transaction txn = traffic.get("/");
            rules.frontend().httpRequest(txn);
            assertEquals(List.of(), rules.faultLines);
            return String.valueOf(txn.variable("txn.said"));
        }
    }
}

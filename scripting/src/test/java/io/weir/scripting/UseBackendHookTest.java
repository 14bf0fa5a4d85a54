package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Hook;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code use_backend} and the counters that it reads. */
class UseBackendHookTest {
    private static final String BUSY = """
            export function use_backend(txn) {
              if (fe_conn() >= 100 || be_conn_free("app") === 0) return "busy";
            }
            """;

    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic().given("fe_conn(lb)", 5).given("be_conn_free(app)", 7);

    @Test
    void theConfigurationGoesOnWhenAHookGivesNothingBack() {
        try (var rules = Rules.busy(folder, BUSY)) {
            assertSame(Verdict.CONTINUE, rules.frontend().useBackend(traffic.get("/")));
        }
    }

    @Test
    void aBackendIsChosenByItsNameWhenTheFrontendIsFull() {
        try (var rules = Rules.busy(folder, BUSY)) {
            traffic.given("fe_conn(lb)", 100);

            var verdict = rules.frontend().useBackend(traffic.get("/"));

            var chosen = assertInstanceOf(Verdict.UseBackend.class, verdict);
            assertEquals("busy", chosen.backend());
            assertEquals("busy.js:1", rules.plain(chosen.origin().place().fileAndLine()));
        }
    }

    @Test
    void aListMeansTheFirstThatHasAUsableServer() {
        try (var rules = Rules.busy(folder, "export function use_backend() { return ['app', 'busy']; }")) {
            ProxyHooks hooks = rules.frontend();

            traffic.given("nbsrv(app)", 0).given("nbsrv(busy)", 1);
            assertEquals("busy", backend(hooks));
            traffic.given("nbsrv(app)", 2);
            assertEquals("app", backend(hooks));
            traffic.given("nbsrv(app)", 0).given("nbsrv(busy)", 0);
            assertSame(Verdict.CONTINUE, hooks.useBackend(traffic.get("/")));
        }
    }

    @Test
    void theRuntimeIsNamed() {
        try (var rules = Rules.in(folder)) {
            assertTrue(
                    rules.js.runtimeDescription().matches("GraalJS \\d+\\.\\d+\\.\\d+, (optimizing|interpreted: .+)"));
        }
    }

    @Test
    void hooksSayWhichOfThemAreDefined() {
        try (var rules = Rules.busy(folder, BUSY)) {
            ProxyHooks hooks = rules.frontend();

            assertTrue(hooks.defines(Hook.USE_BACKEND));
            assertFalse(hooks.defines(Hook.LOG));
        }
    }

    private String backend(ProxyHooks hooks) {
        return assertInstanceOf(Verdict.UseBackend.class, hooks.useBackend(traffic.get("/")))
                .backend();
    }
}

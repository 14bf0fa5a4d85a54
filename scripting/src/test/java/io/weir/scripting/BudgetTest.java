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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that do not end by themselves. */
@Timeout(60)
class BudgetTest {
    private static final String LOOPS = """
            let calls = 0;
            export function use_backend(txn) {
              calls++;
              if (txn.req.path === "/loop")
                while (true) { calls += 0; }
              return "app" + calls;
            }
            export function http_request(txn) {
              if (txn.req.path === "/stubborn")
                while (true) { try { while (true); } catch { } finally { while (true); } }
            }
            """;

    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic();

    @Test
    void anEndlessLoopIsCutOffAndTheNextCallGetsANewContext() {
        try (var rules = loops("100ms")) {
            ProxyHooks hooks = rules.frontend();
            assertEquals("app1", backend(hooks));
            assertEquals("app2", backend(hooks));

            assertSame(Verdict.CONTINUE, hooks.useBackend(traffic.get("/loop")));

            assertFalse(Thread.currentThread().isInterrupted());
            assertEquals("app1", backend(hooks)); // the module ran anew
            assertTrue(
                    rules.plain(rules.faultLines.getFirst())
                            .matches(
                                    "busy.js:[2-5]:\\d+: use_backend of frontend lb: ran longer than 100 ms and was cut off"),
                    rules.faultLines::toString);
            assertEquals(List.of(new HookErrors("frontend lb", Hook.USE_BACKEND, 1, 1)), rules.js.errors());
        }
    }

    @Test
    void aLoopThatCatchesEverythingIsCutOffToo() {
        try (var rules = loops("100ms")) {
            ProxyHooks hooks = rules.frontend();

            assertInstanceOf(Verdict.Failed.class, hooks.httpRequest(traffic.get("/stubborn")));
            assertEquals("app1", backend(hooks));
        }
    }

    @Test
    void otherLoopsGoOnWhileOneIsStuck() throws Exception {
        try (var rules = loops("100ms");
                var other = Executors.newSingleThreadExecutor()) {
            var scripts = rules.loaded().scripts();
            var stuck = new CountDownLatch(1);
            var calls = new AtomicInteger();
            var going = other.submit(() -> {
                try (var hooks = scripts.open()) {
                    ProxyHooks mine = hooks.ofFrontend("lb");
                    while (stuck.getCount() > 0)
                        if (!backend(mine).equals("app" + calls.incrementAndGet())) return "wrong context";
                    return "same context";
                }
            });
            ProxyHooks hooks = rules.open(scripts).ofFrontend("lb");
            int before = calls.get();

            hooks.useBackend(traffic.get("/loop"));

            int after = calls.get();
            stuck.countDown();
            assertEquals("same context", going.get(30, TimeUnit.SECONDS));
            assertTrue(after > before, "no call went through on the other loop");
        }
    }

    @Test
    void aLongRunWithinTheLimitIsLeftAlone() {
        try (var rules = Rules.busy(
                folder,
                "export function use_backend() { let n = 0; for (let i = 0; i < 20000; i++) n += i; return 'app' + n; }")) {
            assertEquals("app199990000", backend(rules.frontend()));
            assertEquals(List.of(), rules.faultLines);
        }
    }

    @Test
    void manyCutsInARowLeaveTheLoopUsable() {
        try (var rules = loops("10ms")) {
            ProxyHooks hooks = rules.frontend();
            for (int i = 0; i < 20; i++) assertSame(Verdict.CONTINUE, hooks.useBackend(traffic.get("/loop")));

            assertFalse(Thread.currentThread().isInterrupted());
            assertEquals(20, rules.js.errors().getFirst().cutOff());
        }
    }

    private String backend(ProxyHooks hooks) {
        return assertInstanceOf(Verdict.UseBackend.class, hooks.useBackend(new Traffic().get("/")))
                .backend();
    }

    /** Hooks that do not end by themselves, with so long for each run. */
    private Rules loops(String burst) {
        return Rules.busy(folder, LOOPS).configuration(Rules.CONFIGURATION.replace("10s", burst));
    }
}

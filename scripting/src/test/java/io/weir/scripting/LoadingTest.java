package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Scripts;
import io.weir.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told of a module that is not right, and what becomes of one that is. */
class LoadingTest {
    @TempDir
    Path folder;

    @Test
    void aSyntaxErrorIsPlaced() {
        try (var rules = Rules.busy(folder, "export function use_backend() {\n  let x y;\n}\n")) {
            assertEquals("busy.js:2:9: error: syntax error: expected ; but found y", rules.problem());
        }
    }

    @Test
    void anErrorAtTheTopOfAModuleIsPlaced() {
        try (var rules = Rules.busy(folder, "const limits = null;\n\nlimits.app;\nexport function log() {}")) {
            assertEquals("busy.js:3:1: error: TypeError: Cannot read property 'app' of null", rules.problem());
        }
    }

    @Test
    void awaitAtTheTopOfAModuleIsRefused() {
        try (var rules = Rules.busy(folder, "const x = 1;\nawait x;\n")) {
            assertEquals(
                    "busy.js:2:1: error: syntax error: await is not allowed here, since rules run without waiting",
                    rules.problem());
        }
    }

    @Test
    void anAwaitedPromiseThatFailsAtTheTopIsReported() {
        try (var rules =
                Rules.busy(folder, "\nPromise.reject(new Error('nobody listens'));\nexport function log() {}")) {
            assertEquals("busy.js:2:16: error: Error: nobody listens", rules.problem());
        }
    }

    @Test
    void aFileThatIsGoneIsPlacedAtItsLineInTheConfiguration() throws IOException {
        try (var rules = Rules.busy(folder, "export function log() {}")) {
            var configuration = rules.configuration();
            Files.delete(folder.resolve("busy.js"));

            assertEquals(
                    List.of("weir.cfg:10:5: error: rules file 'busy.js' cannot be read: there is no such file"),
                    rules.js.load(configuration).problems().stream()
                            .map(rules::text)
                            .toList());
        }
    }

    @Test
    void aMisspeltHookIsSuggested() {
        try (var rules = Rules.busy(folder, "export function use_backends(txn) {}")) {
            assertEquals(
                    "busy.js:1:8: error: exported function use_backends is no hook (expected use_backend)",
                    rules.problem());
        }
    }

    @Test
    void functionsThatAreNoHooksAreRefusedWhenTheyAreExported() {
        try (var rules = Rules.busy(folder, """
                export function use_backend() {}
                export const isAdmin = (txn) => txn.req.path === "/admin";
                export class Limits {}
                export default function () {}
                export const limit = 5;
                """)) {
            List<String> problems = rules.problems();

            assertEquals(3, problems.size(), problems::toString);
            assertTrue(problems.get(0).startsWith("busy.js:3:8: error: exported function Limits is no hook"));
            assertTrue(problems.get(1).startsWith("busy.js:4:16: error: the default export is no hook"));
            assertTrue(problems.get(2).startsWith("busy.js:2:24: error: exported function isAdmin is no hook"));
        }
    }

    @Test
    void hooksThatComeLaterAreRefusedByName() {
        try (var rules = Rules.busy(folder, "export function balance(txn, be, servers) { return 0; }")) {
            assertEquals("busy.js:1:8: error: hook balance is not supported yet", rules.problem());
        }
    }

    @Test
    void asyncHooksAndGeneratorsAreRefused() {
        try (var rules = Rules.busy(
                folder,
                "export async function use_backend() {}\nexport function* log() {}\nexport const http_error = 1;")) {
            assertEquals(
                    List.of(
                            "busy.js: error: http_error is exported, but is no function (expected function http_error(txn))",
                            "busy.js:2:8: error: hook log is a generator (expected function log without *)",
                            "busy.js:1:8: error: hook use_backend may not await (expected function use_backend without"
                                    + " async)"),
                    rules.problems().stream()
                            .map(problem -> problem.replace(":0:0", ""))
                            .toList());
        }
    }

    @Test
    void everyFileIsCheckedAlthoughAnotherIsBroken() {
        try (var rules = Rules.in(folder)
                .configuration(Rules.CONFIGURATION.replace("rules busy.js", "rules busy.js\n    rules other.js"))
                .file("busy.js", "export function log() { return ; ]")
                .file("other.js", "export function lgo() {}")) {
            List<String> problems = rules.problems();

            assertEquals(2, problems.size(), problems::toString);
            assertTrue(problems.get(0).startsWith("busy.js:1:34: error: syntax error"), problems::toString);
            assertTrue(problems.get(1).startsWith("other.js:1:8: error: exported function lgo"), problems::toString);
        }
    }

    @Test
    void aModuleWithoutHooksIsWarnedOf() {
        try (var rules = Rules.busy(folder, "export const limit = 5;")) {
            assertEquals(
                    List.of("busy.js: warning: it exports no hook (expected such as use_backend)"),
                    rules.loaded().problems().stream().map(rules::text).toList());
        }
    }

    @Test
    void aHookOfFrontendsInAFileOfABackendIsWarnedOf() {
        try (var rules = Rules.in(folder)
                .configuration(Rules.CONFIGURATION
                        .replace("    rules busy.js\n", "")
                        .replace("\nbackend app\n", "\nbackend app\n    rules app.js\n"))
                .file("app.js", "export function use_backend() {}\nexport function http_request() {}")) {
            assertEquals(
                    List.of(
                            "app.js:1:8: warning: use_backend runs for frontends only, and only backends use this file"),
                    rules.loaded().problems().stream().map(rules::text).toList());
        }
    }

    @Test
    void anEndlessLoopAtTheTopOfAModuleIsCutOff() {
        try (var rules = Rules.busy(folder, "let n = 0;\nwhile (true) {\n  n++;\n}\n")) {
            assertTrue(rules.problem().matches("busy.js:[23]:\\d+: error: ran longer than 1000 ms and was cut off"));
        }
    }

    @Test
    void versionsCountUpAndABrokenOneChangesNothing() {
        try (var rules = Rules.busy(folder, "export function use_backend() { return 'app'; }")) {
            var first = rules.loaded();
            var hooks = rules.open(first.scripts()).ofFrontend("lb");
            rules.file("busy.js", "export function use_backend() { return");
            assertInstanceOf(Loading.Refused.class, rules.load());
            rules.file("busy.js", "export function use_backend() { return 'busy'; }");
            var second = rules.loaded();

            assertEquals(1, first.scripts().version());
            assertEquals(2, second.scripts().version());
            assertNotEquals(first.hash(), second.hash());
            assertEquals("app", backend(hooks.useBackend(new Traffic().get("/"))));
            assertEquals(
                    "busy",
                    backend(rules.open(second.scripts()).ofFrontend("lb").useBackend(new Traffic().get("/"))));
        }
    }

    @Test
    void theSameFilesHaveTheSameHash() {
        try (var rules = Rules.busy(folder, "export function log() {}")) {
            assertEquals(rules.loaded().hash(), rules.loaded().hash());
        }
    }

    @Test
    void aConfigurationWithoutRulesHasNoScripts() {
        try (var rules = Rules.in(folder).configuration(Rules.CONFIGURATION.replace("    rules busy.js\n", ""))) {
            assertSame(Scripts.NONE, rules.loaded().scripts());
        }
    }

    private static String backend(Verdict verdict) {
        return assertInstanceOf(Verdict.UseBackend.class, verdict).backend();
    }
}

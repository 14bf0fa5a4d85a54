package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weir.rules.ProxyHooks;
import io.weir.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rules module may import: files of the rules root, as they were when they were checked. */
class ImportTest {
    private static final String USES_LIB = """
            import { pick } from "./lib/pick.js";
            export function use_backend(txn) { return pick(); }
            """;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void modulesAndJsonOfTheRulesRootAreThere() {
        try (var rules = Rules.busy(folder, USES_LIB)
                .file(
                        "lib/pick.js",
                        "import names from './names.json' with { type: 'json' };\nexport const pick = () => names[1];")
                .file("lib/names.json", "[\"app\", \"busy\"]")) {
            var loaded = rules.loaded();

            assertEquals("busy", backend(rules.open(loaded.scripts()).ofFrontend("lb")));
            Set<String> files = loaded.files().keySet().stream()
                    .map(file -> rules.plain(file.toString()))
                    .collect(Collectors.toSet());
            assertEquals(Set.of("busy.js", "lib/pick.js", "lib/names.json"), files);
        }
    }

    @Test
    void modulesMayImportEachOther() {
        try (var rules = Rules.busy(folder, USES_LIB + "export const wanted = () => 1;".replace("() => 1", "'busy'"))
                .file("lib/pick.js", "import { wanted } from '../busy.js';\nexport const pick = () => wanted;")) {
            assertEquals("busy", backend(rules.frontend()));
        }
    }

    @Test
    void aLoopThatOpensLaterSeesWhatWasCheckedAndNotANewerFile() {
        try (var rules = Rules.busy(folder, USES_LIB).file("lib/pick.js", "export const pick = () => 'app';")) {
            var scripts = rules.loaded().scripts();
            rules.file("lib/pick.js", "export const pick = () => 'busy';");
            rules.file("busy.js", "this is no JavaScript");

            assertEquals("app", backend(rules.open(scripts).ofFrontend("lb")));
        }
    }

    @Test
    void aMissingModuleIsPlacedWhereItIsImported() {
        try (var rules = Rules.busy(folder, "// the way\n" + USES_LIB)) {
            assertEquals("busy.js:2:22: error: there is no file 'lib/pick.js'", rules.problem());
        }
    }

    @Test
    void anImportThatClimbsOutIsRefused() throws IOException {
        Files.writeString(elsewhere.resolve("secret.js"), "export const x = 1;");
        try (var rules = Rules.busy(
                folder,
                "import { x } from \"../" + elsewhere.getFileName() + "/secret.js\";\nexport function log() {}")) {
            assertEquals(
                    "busy.js:1:19: error: the import leads out of the rules root (expected a file in "
                            + folder.toRealPath() + ")",
                    rules.problem());
        }
    }

    @Test
    void anAbsoluteImportOutOfTheRootIsRefused() {
        try (var rules = Rules.busy(folder, "import \"/etc/passwd.js\";")) {
            assertEquals("busy.js:1:8: error: the import leads out of the rules root", head(rules.problem()));
        }
    }

    @Test
    void aSymbolicLinkThatLeadsOutIsRefused() throws IOException {
        Files.writeString(elsewhere.resolve("secret.js"), "export const x = 1;");
        Files.createSymbolicLink(folder.resolve("link.js"), elsewhere.resolve("secret.js"));
        try (var rules = Rules.busy(folder, "import { x } from './link.js';")) {
            assertEquals("busy.js:1:19: error: the import leads out of the rules root", head(rules.problem()));
        }
    }

    @Test
    void aFolderThatIsALinkToElsewhereIsRefusedToo() throws IOException {
        Files.writeString(elsewhere.resolve("secret.js"), "export const x = 1;");
        Files.createSymbolicLink(folder.resolve("lib"), elsewhere);
        try (var rules = Rules.busy(folder, "import { x } from './lib/secret.js';")) {
            assertEquals("busy.js:1:19: error: the import leads out of the rules root", head(rules.problem()));
        }
    }

    @Test
    void barePackagesUrlsAndOtherFilesAreRefused() {
        for (var refused : List.of(
                "lodash|no module is called 'lodash'",
                "node:fs|import of a URL",
                "https://example.com/x.js|import of a URL",
                "./weir.cfg|'weir.cfg' cannot be imported")) {
            var specifier = refused.substring(0, refused.indexOf('|'));
            var message = refused.substring(refused.indexOf('|') + 1);
            try (var rules = Rules.busy(folder, "import x from \"" + specifier + "\";")) {
                assertEquals("busy.js:1:15: error: " + message, head(rules.problem()));
            }
        }
    }

    @Test
    void aNameThatAModuleDoesNotExportIsPlaced() {
        try (var rules = Rules.busy(folder, USES_LIB).file("lib/pick.js", "export const pik = 1;")) {
            assertEquals("busy.js:1:22: error: './lib/pick.js' exports no 'pick'", rules.problem());
        }
    }

    @Test
    void anErrorInAnImportedModuleIsPlacedThere() {
        try (var rules = Rules.busy(folder, USES_LIB).file("lib/pick.js", "export const pick = ;")) {
            assertEquals("lib/pick.js:1:21: error: syntax error: expected an operand but found ;", rules.problem());
        }
    }

    @Test
    void anErrorInJsonIsPlacedThere() {
        try (var rules = Rules.busy(folder, "import x from './x.json' with { type: 'json' };")
                .file("x.json", "{\n  \"a\": oops\n}")) {
            assertEquals(
                    "x.json:2:8: error: syntax error: unexpected token o in JSON",
                    head(rules.problem()).replaceAll(" at position.*", ""));
        }
    }

    @Test
    void jsonNeedsItsTypeAttribute() {
        try (var rules = Rules.busy(folder, "\nimport x from './x.json';").file("x.json", "{}")) {
            assertEquals(
                    "busy.js:2:15: error: a JSON file needs its type (expected with { type: \"json\" })",
                    rules.problem());
        }
    }

    private static String head(String problem) {
        int end = problem.indexOf(" (expected");
        return end < 0 ? problem : problem.substring(0, end);
    }

    private static String backend(ProxyHooks hooks) {
        return assertInstanceOf(Verdict.UseBackend.class, hooks.useBackend(new Traffic().get("/")))
                .backend();
    }
}

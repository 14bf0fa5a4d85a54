package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.lang.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose configuration has no rules pays nothing for the script host. */
class LazyStartTest {
    @TempDir
    Path folder;

    /** What the other process runs. */
    static final class Loads {
        public static void main(String[] arguments) {
            var configuration =
                    ConfigReader.read(List.of(Path.of(arguments[0])), Map.of()).configuration();
            if (configuration == null) throw new IllegalArgumentException(arguments[0]);
            try (var rules = JsRules.live()) {
                rules.load(configuration).problems().forEach(System.err::println);
            }
        }
    }

    @Test
    void noClassOfTheScriptHostIsLoadedWithoutRules() throws Exception {
        assertEquals(List.of(), scriptHostClasses("    default_backend app\n"));
    }

    @Test
    void theyAreLoadedWithRules() throws Exception {
        Files.writeString(folder.resolve("busy.js"), "export function log() {}");

        assertTrue(scriptHostClasses("    rules " + folder.resolve("busy.js") + "\n    default_backend app\n")
                        .size()
                > 100);
    }

    private List<String> scriptHostClasses(String frontendLines) throws Exception {
        Path configuration = folder.resolve("weir.cfg");
        Files.writeString(
                configuration,
                "defaults\n    mode http\n    timeout connect 1s\n    timeout client 1s\n    timeout server 1s\n"
                        + "frontend lb\n    bind 127.0.0.1:8080\n" + frontendLines
                        + "backend app\n    server s1 127.0.0.1:9001\n");
        Path log = folder.resolve("classes.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loads.class.getName(),
                        configuration.toString())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" org.graalvm.") || line.contains(" com.oracle.truffle."))
                    .toList();
        }
    }
}

package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HAProxy and Weir do the same work, and their logs and counters say the same of it. */
@Timeout(60)
class HaproxyAccountTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.weir.engine.AccountScenarios#all")
    void logAndCountersAreThoseOfHaproxy(AccountScenarios.Scenario scenario) throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;
        Files.writeString(folder.resolve("503.http"), AccountScenarios.ERROR_FILE);

        var theirs = ofHaproxy(program, scenario);
        var ours = ofWeir(scenario);

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    private List<String> ofHaproxy(Path program, AccountScenarios.Scenario scenario) throws Exception {
        try (var origin = scenario.origin().start();
                var haproxy = Haproxy.running(program, folder, configuration(scenario, "theirs"), origin)) {
            scenario.client().play(haproxy.port());
            var account = new ArrayList<String>();
            for (int i = 0; i < scenario.lines(); i++) account.add(masked(haproxy.logLine()));
            account.addAll(StatColumns.of(folder.resolve("theirs")));
            return account;
        }
    }

    private List<String> ofWeir(AccountScenarios.Scenario scenario) throws Exception {
        try (var origin = scenario.origin().start();
                var weir = Weir.running(configuration(scenario, "ours"), origin)) {
            scenario.client().play(weir.port());
            var account = new ArrayList<String>();
            for (int i = 0; i < scenario.lines(); i++) account.add(masked(weir.logLine()));
            account.addAll(StatColumns.of(folder.resolve("ours")));
            return account;
        }
    }

    private String configuration(AccountScenarios.Scenario scenario, String socket) {
        return ("global\n    stats socket FOLDER/" + socket + "\n" + scenario.configuration())
                .replace("FOLDER", folder.toString());
    }

    /** Status, bytes, end, queues and request line; not when and how fast. */
    private static String masked(String line) {
        return line.replaceFirst(
                "^.*? \\[.*?\\] (\\S+ \\S+) \\S+ (\\S+ \\S+ - - \\S+) \\S+/(\\S+ .*)$", "$1 $2 retries=$3");
    }
}

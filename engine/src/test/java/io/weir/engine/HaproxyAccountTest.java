package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HAProxy and Weir do the same work, and their logs and counters say the same of it. */
@Timeout(60)
class HaproxyAccountTest {
    /** Everything that counts something; gauges, rates and times depend on the moment. */
    private static final List<String> COLUMNS = List.of(
            ("bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,stot,lbtot,req_tot,cli_abrt,srv_abrt,connect,reuse,"
                            + "hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,conn_tot,intercepted,eint,wrew")
                    .split(","));

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
            account.addAll(stats(folder.resolve("theirs")));
            return account;
        }
    }

    private List<String> ofWeir(AccountScenarios.Scenario scenario) throws Exception {
        try (var origin = scenario.origin().start();
                var weir = Weir.running(configuration(scenario, "ours"), origin)) {
            scenario.client().play(weir.port());
            var account = new ArrayList<String>();
            for (int i = 0; i < scenario.lines(); i++) account.add(masked(weir.logLine()));
            account.addAll(stats(folder.resolve("ours")));
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

    private static List<String> stats(Path socket) throws IOException {
        var lines = ask(socket, "show stat\n").lines().toList();
        var names = List.of(lines.getFirst().substring(2).split(",", -1));
        var rows = new ArrayList<String>();
        for (String line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            if (cells.length < names.size()) continue;
            Map<String, String> counted = new TreeMap<>();
            for (String column : COLUMNS) counted.put(column, cells[names.indexOf(column)]);
            rows.add(cells[0] + " " + cells[1] + " " + counted);
        }
        return rows;
    }

    private static String ask(Path socket, String line) throws IOException {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(socket));
            client.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
            return AdminSockets.read(client);
        }
    }
}

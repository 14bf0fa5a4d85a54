package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers are HAProxy 2.6.12's for the same commands. */
@Timeout(30)
class AdminSocketTest extends AdminSockets {
    @Test
    void showInfoHasHaproxysFieldsInItsOrder() throws Exception {
        try (var _ = Weir.running(configuration)) {
            String info = ask("admin", "show info\n");

            assertTrue(info.startsWith("Name: Weir\nVersion: 2.6."), info);
            assertTrue(info.endsWith("\n\n"), info);
            var keys = new ArrayList<String>();
            for (String line : info.strip().split("\n")) keys.add(line.substring(0, line.indexOf(": ")));
            assertEquals(HAPROXY_INFO, keys.subList(0, HAPROXY_INFO.size()));
            assertTrue(info.contains("\nMaxconn: 50\nHard_maxconn: 50\nCurrConns: 0\nCumConns: 0\nCumReq: 0\n"), info);
            assertTrue(info.contains("\ndescription: hello world\nStopping: 0\n"), info);
            assertTrue(info.contains("\nHeap_used_bytes: "), info);
        }
    }

    @Test
    void variablesOfTheProcessAreShownAndSet() throws Exception {
        String[][] answers = {
            {"admin", "get var proc.text", "proc.text: type=str value=<a.b>\n"},
            {"admin", "get var proc.number", "proc.number: type=sint value=<6>\n"},
            {"admin", "get var proc.address", "proc.address: type=ipv4 value=<1.2.3.4>\n"},
            {"admin", "get var proc.none", "Variable not found.\n\n"},
            {"admin", "get var txn.x", "Variable not found.\n\n"},
            {"admin", "get var", "Missing process-wide variable identifier.\n\n"},
            {"user", "get var proc.text", "Permission denied\n\n"},
            {"admin", "experimental-mode", "experimental-mode is OFF\n\n"},
            {"operator", "experimental-mode on", "Permission denied\n\n"},
            {"admin", "set var proc.number int(1)", EXPERIMENTAL},
            {"user", "set var proc.number int(1)", EXPERIMENTAL},
            {"admin", ON + "set var", "\nMissing process-wide variable identifier.\n\n"},
            {"admin", ON + "set var proc.n", "\nMissing either 'expr', 'fmt' or expression.\n\n"},
            {
                "admin",
                ON + "set var txn.n int(1)",
                "\n'set var': cannot set variable 'txn.n', only scope 'proc' is permitted here.\n"
            },
            {
                "admin",
                ON + "set var proc.n foo int(1)",
                "\n'set var': arg type must be either 'expr' or 'fmt' but got 'foo'.\n"
            },
            {"admin", ON + "set var proc.n int(9); get var proc.n", "\n\nproc.n: type=sint value=<9>\n"},
            {"admin", ON + "set var proc.n fmt %[var(proc.n)]%%; get var proc.n", "\n\nproc.n: type=str value=<9%>\n"},
            {"admin", ON + "operator; set var proc.n int(1)", "\n\n" + EXPERIMENTAL},
        };

        try (var _ = Weir.running(configuration.replace("maxconn 50\n", VARIABLES))) {
            for (String[] each : answers) assertEquals(each[2], ask(each[0], each[1] + "\n"), each[1]);
            String wrong = ask("admin", ON + "set var proc.n src\n");
            assertTrue(wrong.startsWith("\n'set var': 'src' has no value where this stands"), wrong);
        }
    }

    private static final String ON = "experimental-mode on; ";
    private static final String EXPERIMENTAL = "This command is restricted to experimental mode only.\n\n";
    private static final String VARIABLES = """
            maxconn 50
                set-var proc.text str(\"a\\tb\")
                set-var proc.number int(5),add(1)
                set-var proc.address ipv4(1.2.3.4)
            """;

    @Test
    void showInfoKnowsTypesAndJson() throws Exception {
        try (var _ = Weir.running(configuration)) {
            String typed = ask("admin", "show info typed\n");
            assertTrue(typed.startsWith("0.Name.1:POS:str:Weir\n1.Version.1:POS:str:2.6."), typed);
            assertTrue(typed.contains("\n17.CurrConns.1:MGP:u32:0\n"), typed);
            assertTrue(typed.contains("\n47.Tasks.1:MGP:u32:0\n"), typed);
            assertTrue(typed.contains("\n71.Tainted.1:SGP:str:0\n"), typed);

            String json = ask("admin", "show info json\n");
            assertTrue(
                    json.startsWith("[{\"field\":{\"pos\":0,\"name\":\"Name\"},\"processNum\":1,\"tags\":{\"origin\":"
                            + "\"Product\",\"nature\":\"Output\",\"scope\":\"Service\"},\"value\":{\"type\":\"str\","
                            + "\"value\":\"Weir\"}},{"),
                    json);
        }
    }

    @Test
    void showStatHasHaproxysLinesBeforeAnyTraffic() throws Exception {
        try (var _ = Weir.running(configuration)) {
            String[] lines = ask("admin", "show stat\n").split("\n");

            assertEquals(
                    "fe,FRONTEND,,,0,0,20,0,0,0,0,0,0,,,,,OPEN,,,,,,,,,1,2,0,,,,0,0,0,0,,,,0,0,0,0,0,0,,0,0,0,,,0,0,0,"
                            + "0,,,,,,,,,,,,,,,,,,,,,http,,0,0,0,0,0,0,0,,,0,0,,,,,,,0,,,,,,,,,-,",
                    lines[1].substring(0, lines[1].indexOf("-,") + 2));
            assertTrue(
                    lines[2].startsWith("be,s1,0,0,0,0,3,0,0,0,,0,,0,0,0,0,no check,1,1,0,,,0,,,1,3,1,,0,,2,0,,0,,,,0,"
                            + "0,0,0,0,0,,,,0,0,0,,,,,-1,,"),
                    lines[2]);
            assertTrue(lines[3].startsWith("be,s2,0,0,0,0,,0,0,0,,0,,0,0,0,0,no check,1,0,1,,,0,,,1,3,2,"), lines[3]);
            assertTrue(lines[4].startsWith("be,s3,0,0,0,0,,0,0,0,,0,,0,0,0,0,MAINT,7,1,0,,,0,,,1,3,3,"), lines[4]);
            assertTrue(
                    lines[5].startsWith("be,BACKEND,0,0,0,0,2,0,0,0,0,0,,0,0,0,0,UP,1,1,1,,0,0,,,1,3,0,,0,,1,0,,0,,,,0,"
                            + "0,0,0,0,0,,,,0,0,0,0,0,0,0,-1,"),
                    lines[5]);
            assertTrue(lines[2].contains(",127.0.0.1:27090,,http,"), lines[2]);
            assertTrue(lines[6].startsWith("b2,x,"), lines[6]);
            assertTrue(lines[7].startsWith("b2,BACKEND,") && lines[7].contains(",http,leastconn,"), lines[7]);
            assertTrue(lines[8].startsWith("li,FRONTEND,") && lines[8].contains(",1,5,0,"), lines[8]);
            assertTrue(lines[9].startsWith("li,BACKEND,0,0,0,0,2,0,0,0,0,0,,0,0,0,0,UP,0,0,0,,0,"), lines[9]);
            for (String line : lines) if (!line.isEmpty()) assertEquals(129, line.split(",", -1).length, line);
        }
    }

    @Test
    void showStatShowsOnlyWhatIsAskedFor() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals(List.of("fe"), names(ask("admin", "show stat 2 1 -1\n")));
            assertEquals(List.of("s1", "s2", "s3", "x"), parts(ask("admin", "show stat -1 4 -1\n")));
            assertEquals(List.of("s2"), parts(ask("admin", "show stat be 4 2\n")));
            assertEquals(List.of("FRONTEND", "BACKEND"), parts(ask("admin", "show stat li -1 -1\n")));
            assertEquals("No such proxy.\n\n", ask("admin", "show stat nosuch 4 2\n"));
            assertEquals(List.of("s1", "s2", "BACKEND"), parts(ask("admin", "show stat be 6 -1 no-maint\n")));
        }
    }

    @Test
    void aUserSeesNoAddresses() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertTrue(ask("operator", "show stat\n").contains("127.0.0.1:27090"));

            String stat = ask("user", "show stat\n");

            assertTrue(!stat.contains("127.0.0.1") && !stat.contains("roundrobin"), stat);
        }
    }

    @Test
    void onlyAnAdminChangesAnything() throws Exception {
        try (var _ = Weir.running(configuration)) {
            for (String command : List.of(
                    "disable server be/s1",
                    "enable server be/s1",
                    "set server be/s1 state drain",
                    "set maxconn server be/s1 4",
                    "set maxconn frontend fe 4",
                    "set maxconn global 4",
                    "set rate-limit connections global 4",
                    "set rate-limit sessions global 4",
                    "disable frontend fe",
                    "enable frontend fe")) {
                assertEquals("Permission denied\n\n", ask("user", command + "\n"), command);
                assertEquals("Permission denied\n\n", ask("operator", command + "\n"), command);
            }
            assertEquals("1 (initial 1)\n\n", ask("user", "get weight be/s1\n"));
            assertEquals(
                    "\noperator\n\nPermission denied\n\n",
                    ask("admin", "operator;show cli level;disable server be/s1\n"));
        }
    }

    @Test
    void aServerIsTakenOutDrainedAndPutBack() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals("\n", ask("admin", "disable server be/s1\n"));
            assertStatus("be,s1", "MAINT");
            assertStatus("be,BACKEND", "UP");
            assertEquals("\n\n", ask("admin", "set server be/s1 state drain;set server be/s2 state maint\n"));
            assertStatus("be,s1", "DRAIN");
            assertStatus("be,BACKEND", "DOWN");
            assertEquals("\n", ask("admin", "set server be/s1 state ready\n"));
            assertStatus("be,s1", "no check");
            assertEquals("\n", ask("admin", "enable server be/s3\n"));
            assertStatus("be,s3", "no check");
        }
    }

    @Test
    void aServerThatComesBackAnswersAtOnce() throws Exception {
        try (var origin = Origin.answering("hello");
                var weir = Weir.running(configuration.replace("27090", "" + origin.port()));
                var client = weir.connect()) {
            ask("admin", "disable server be/s1;disable server be/s2\n");
            assertTrue(client.get("/").message().startsWith("HTTP/1.1 503 "));

            ask("admin", "enable server be/s1\n");

            try (var next = weir.connect()) {
                assertTrue(next.get("/").message().startsWith("HTTP/1.1 200 "));
            }
            Weir.until("the request is counted", () -> {
                try {
                    return Pattern.compile("\nbe,s1,0,0,0,1,3,1,")
                            .matcher(ask("admin", "show stat\n"))
                            .find();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void limitsAreChangedWhileItRuns() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals("\n", ask("admin", "set maxconn server be/s1 9\n"));
            assertEquals("\n", ask("admin", "set maxconn frontend fe 8\n"));
            assertEquals("\n", ask("admin", "set maxconn global 30\n"));

            String stat = ask("admin", "show stat\n");
            assertTrue(stat.contains("\nbe,s1,0,0,0,0,9,0,"), stat);
            assertTrue(stat.contains("\nfe,FRONTEND,,,0,0,8,0,"), stat);
            String info = ask("admin", "show info\n");
            assertTrue(info.contains("\nMaxconn: 30\nHard_maxconn: 50\n"), info);
        }
    }

    @Test
    void aFrontendIsPausedAndResumed() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals("\n", ask("admin", "disable frontend fe\n"));
            assertEquals("All sockets are already disabled.\n\n", ask("admin", "disable frontend fe\n"));
            assertStatus("fe,FRONTEND", "PAUSED");
            assertEquals("\n", ask("admin", "enable frontend fe\n"));
            assertEquals("All sockets are already enabled.\n\n", ask("admin", "enable frontend fe\n"));
            assertStatus("fe,FRONTEND", "OPEN");
        }
    }

    @Test
    void whatIsWrongIsSaidInHaproxysWords() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals("No such server.\n\n", ask("admin", "set server be/nosuch state ready\n"));
            assertEquals("No such backend.\n\n", ask("admin", "disable server nosuch/s1\n"));
            assertEquals("Require 'backend/server'.\n\n", ask("admin", "disable server nosuch\n"));
            assertEquals("Require 'backend/server'.\n\n", ask("admin", "get weight\n"));
            assertEquals(
                    "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n\n",
                    ask("admin", "set server be/s1 state foo\n"));
            assertTrue(ask("admin", "set server be/s1 foo\n").startsWith("usage: set server <backend>/<server> "));
            assertEquals("Require <maxconn>.\n\n", ask("admin", "set maxconn server be/s1\n"));
            assertTrue(ask("admin", "set maxconn server be/s1 x\n").startsWith("maxconn string empty or preceded"));
            assertEquals("A frontend name is expected.\n\n", ask("admin", "set maxconn frontend\n"));
            assertEquals("No such frontend.\n\n", ask("admin", "set maxconn frontend nosuch 3\n"));
            assertEquals("Integer value expected.\n\n", ask("admin", "set maxconn frontend fe\n"));
            assertEquals("Value out of range.\n\n", ask("admin", "set maxconn frontend fe -1\n"));
            assertEquals("Value out of range.\n\n", ask("admin", "set maxconn global 51\n"));
            assertEquals("Expects an integer value.\n\n", ask("admin", "set rate-limit sessions global\n"));
            assertEquals("Value out of range.\n\n", ask("admin", "set rate-limit sessions global -1\n"));
        }
    }

    @Test
    void theRatesOfTheProcessAreShownAndSet() throws Exception {
        try (var _ =
                Weir.running(configuration.replace("maxconn 50\n", "maxconn 50\nmaxconnrate 7\nmaxsessrate 8\n"))) {
            String before = ask("admin", "show info\n");
            assertEquals("\n", ask("admin", "set rate-limit connections global 70\n"));
            assertEquals("\n", ask("admin", "set rate-limit sessions global 0\n"));
            String after = ask("admin", "show info\n");

            assertTrue(before.contains("\nConnRate: 0\nConnRateLimit: 7\nMaxConnRate: 0\n"), before);
            assertTrue(before.contains("\nSessRate: 0\nSessRateLimit: 8\nMaxSessRate: 0\n"), before);
            assertTrue(after.contains("\nConnRateLimit: 70\n"), after);
            assertTrue(after.contains("\nSessRateLimit: 0\n"), after);
        }
    }

    @Test
    void anUnknownCommandIsAnsweredWithHelp() throws Exception {
        try (var _ = Weir.running(configuration)) {
            String all = ask("admin", "frobnicate\n");
            assertTrue(all.startsWith("""
                    Unknown command. Please enter one of the following commands only:
                      add acl [@<ver>] <acl> <pattern>        : add an acl entry
                    """), all);
            assertTrue(all.endsWith("  quit                                    : disconnect\n\n"), all);

            String near = ask("admin", "set maxconn\n");
            assertTrue(near.startsWith("""
                    Unknown command, but maybe one of the following ones is a better match:
                      set maxconn frontend <frontend> <value> : change a frontend's maxconn setting
                      set maxconn global <value>              : change the per-process maxconn setting
                      set maxconn server <bk>/<srv>           : change a server's maxconn setting
                      help [<command>]                        : list matching or all commands
                    """), near);

            assertTrue(ask("user", "help\n").startsWith("The following commands are valid at this level:\n"));
        }
    }

    @Test
    void everyCommandIsInTheManual() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "runtime-api.md"));
        try (var _ = Weir.running(configuration)) {
            for (String line : ask("admin", "help\n").strip().split("\n")) {
                String command = line.strip().split(" *[:<(\\[]")[0];
                assertTrue(line.endsWith(":") || manual.contains("`" + command), line);
            }
        }
    }

    private void assertStatus(String line, String status) throws IOException {
        String stat = ask("admin", "show stat\n");
        assertTrue(
                Pattern.compile("\n" + line + ",([^,]*,){15}" + status + ",")
                        .matcher(stat)
                        .find(),
                stat);
    }

    private static List<String> names(String stat) {
        return stat.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(",")[0])
                .toList();
    }

    private static List<String> parts(String stat) {
        return stat.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(",")[1])
                .toList();
    }

    /** What {@code show info} of HAProxy 2.6.12 lists, without zlib. */
    private static final List<String> HAPROXY_INFO =
            List.of("""
            Name,Version,Release_date,Nbthread,Nbproc,Process_num,Pid,Uptime,Uptime_sec,Memmax_MB,PoolAlloc_MB,
            PoolUsed_MB,PoolFailed,Ulimit-n,Maxsock,Maxconn,Hard_maxconn,CurrConns,CumConns,CumReq,MaxSslConns,
            CurrSslConns,CumSslConns,Maxpipes,PipesUsed,PipesFree,ConnRate,ConnRateLimit,MaxConnRate,SessRate,
            SessRateLimit,MaxSessRate,SslRate,SslRateLimit,MaxSslRate,SslFrontendKeyRate,SslFrontendMaxKeyRate,
            SslFrontendSessionReuse_pct,SslBackendKeyRate,SslBackendMaxKeyRate,SslCacheLookups,SslCacheMisses,
            CompressBpsIn,CompressBpsOut,CompressBpsRateLim,Tasks,Run_queue,Idle_pct,node,description,Stopping,Jobs,
            Unstoppable Jobs,Listeners,ActivePeers,ConnectedPeers,DroppedLogs,BusyPolling,FailedResolutions,
            TotalBytesOut,TotalSplicdedBytesOut,BytesOutRate,DebugCommandsIssued,CumRecvLogs,Build info,Memmax_bytes,
            PoolAlloc_bytes,PoolUsed_bytes,Start_time_sec,Tainted""".replace("\n", "").split(","));
}

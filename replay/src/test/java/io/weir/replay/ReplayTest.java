package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any thread. */
final class ReplayTest {
    private static final String CONFIGURATION = """
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s

            frontend lb
                bind 127.0.0.1:8080
                rules busy.js
                http-request deny deny_status 403 if { path_beg /admin }
                http-request set-header x-tier gold if { hdr(x-plan) -m str gold }
                use_backend static if { path_end .png }
                default_backend app
                http-response set-header x-seen lb

            backend app
                server s1 127.0.0.1:1 maxconn 2

            backend static
                http-request set-header x-from static
                server s1 127.0.0.1:1

            backend busy
                http-response del-header server
                server s1 127.0.0.1:1
            """;
    private static final String BUSY = """
            export function use_backend(txn) {
              if (fe_req_cur() >= 100 || be_conn_free("app") === 0) return "busy";
            }
            export function http_request(txn) {
              if (txn.req.path === "/old") txn.req.headers.set("x-old", "1");
              if (txn.req.path === "/gone") txn.return({status: 410, headers: {"x-why": "gone"}, body: "gone"});
            }
            export function http_error(txn, err) {
              if (err.cause === "queue_timeout") return {status: 503, headers: {"retry-after": "2"}, body: "busy"};
            }
            """;
    private static final String QUIET = "\"given\": {\"fe_req_cur\": 1, \"be_conn_free(app)\": 2}";

    private final Rig rig;

    ReplayTest(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @BeforeEach
    void writeConfiguration() throws IOException {
        rig.file("weir.cfg", CONFIGURATION);
        rig.file("busy.js", BUSY);
    }

    @Test
    void aHookSendsARequestAwayWhenItsCountersSaySo() throws IOException {
        traffic("{\"req\": {\"host\": \"h\", \"path\": \"/a\"}, \"given\": {\"fe_req_cur\": 100}}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("traffic.jsonl:1  GET h/a  → backend busy  (busy.js:2)\n", rig.decisions());
    }

    @Test
    void aRequestThatNoRuleSendsAnywhereGoesToTheDefaultBackend() throws IOException {
        traffic("{\"req\": {\"path\": \"/a\"}, " + QUIET + "}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("traffic.jsonl:1  GET /a  → backend app  (weir.cfg:13 default_backend)\n", rig.decisions());
    }

    @Test
    void aUseBackendLineDecidesWhereTheHookDoesNot() throws IOException {
        traffic("{\"req\": {\"path\": \"/a.png\"}, " + QUIET + "}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET /a.png  → backend static  (weir.cfg:12)
                    request: set-header x-from static                         (weir.cfg:20)
                """, rig.decisions());
    }

    @Test
    void mapsAreReadFromTheirFilesAndChangesOfThemAreShown() throws IOException {
        Path map = rig.file("hosts.map", "shop static\n");
        rig.file(
                "weir.cfg",
                CONFIGURATION.replace(
                        "use_backend static if { path_end .png }",
                        "http-request set-map(" + map + ") %[path] busy\n    use_backend %[hdr(host),map(" + map
                                + ",app)]"));
        traffic("{\"req\": {\"host\": \"shop\", \"path\": \"/a\"}, " + QUIET + "}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET shop/a  → backend static  (weir.cfg:13)
                    request: set-map(hosts.map) /a busy  (weir.cfg:12)
                    request: set-header x-from static                         (weir.cfg:21)
                """, rig.decisions());
    }

    @Test
    void changesOfHooksAndLinesAreShownWithTheirPlaces() throws IOException {
        traffic("{\"req\": {\"path\": \"/old\", \"headers\": {\"x-plan\": \"gold\"}}, " + QUIET + "}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET /old  → backend app  (weir.cfg:13 default_backend)
                    request: set-header x-old 1                               (busy.js:5)
                    request: set-header x-tier gold                           (weir.cfg:11)
                """, rig.decisions());
    }

    @Test
    void aDeniedRequestGetsThePageForIt() throws IOException {
        traffic("{\"req\": {\"path\": \"/admin/x\"}, \"expect\": {\"status\": 403}}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET /admin/x  → deny 403  (weir.cfg:10)
                    page: denied 403: built-in
                """, rig.decisions());
    }

    @Test
    void aHookAnswersItself() throws IOException {
        traffic(
                "{\"req\": {\"path\": \"/gone\"}, \"expect\": {\"status\": 410, \"res_headers\": {\"x-why\": \"gone\"}}}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("traffic.jsonl:1  GET /gone  → return 410  (busy.js:6)\n", rig.decisions());
    }

    @Test
    void aHookMakesThePageOfAFailureBehindTheBackend() throws IOException {
        traffic("{\"req\": {}, \"error\": \"queue_timeout\", " + QUIET
                + ", \"expect\": {\"backend\": \"app\", \"status\": 503, \"res_headers\": {\"retry-after\": \"2\"}}}");

        assertEquals(Replay.OK, rig.run());
        assertTrue(rig.out().contains("page: queue_timeout 503: 503 of http_error of lb"), rig.out());
    }

    @Test
    void theResponseGoesBackThroughBackendAndFrontend() throws IOException {
        traffic(
                "{\"req\": {}, \"given\": {\"fe_req_cur\": 100}, \"res\": {\"status\": 200, \"headers\": {\"Server\": \"x\"}},"
                        + " \"expect\": {\"status\": 200, \"res_headers\": {\"server\": null, \"x-seen\": \"lb\"}}}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET /  → backend busy  (busy.js:2)
                    response: del-header server                               (weir.cfg:24)
                    response: set-header x-seen lb                            (weir.cfg:14)
                """, rig.decisions());
    }

    @Test
    void whatNobodyGaveIsReportedAndNeverGuessed() throws IOException {
        traffic("{\"req\": {}, \"given\": {\"fe_req_cur\": 1}}", "{\"req\": {}}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET /  → unknown input be_conn_free(app)  (busy.js:2)
                traffic.jsonl:2  GET /  → unknown input fe_req_cur(lb)  (busy.js:2)
                """, rig.decisions());
        assertTrue(
                rig.out().contains("  be_conn_free(app)  (busy.js:2)  1 time, first for traffic.jsonl:1\n"), rig.out());
    }

    @Test
    void anExpectationThatFailsIsShownAndGivesExitStatusOne() throws IOException {
        traffic("{\"req\": {}, " + QUIET + ", \"expect\": {\"backend\": \"busy\", \"req_headers\": {\"x-a\": \"b\"}}}");

        assertEquals(Replay.EXPECTATION_FAILED, rig.run());
        assertTrue(rig.out().endsWith("""
                                expectations: 0 met, 1 failed
                                  traffic.jsonl:1  expected backend busy, was backend app (weir.cfg:13 default_backend)
                                  traffic.jsonl:1  expected request header x-a 'b', was none
                                """), rig.out());
    }

    @Test
    void anExpectationFailsWhenItHangsOnWhatNobodyGave() throws IOException {
        traffic("{\"req\": {}, \"expect\": {\"backend\": \"app\"}}");

        assertEquals(Replay.EXPECTATION_FAILED, rig.run());
        assertTrue(rig.out().contains("expected a decision, was unknown input fe_req_cur(lb) (busy.js:2)"), rig.out());
    }

    @Test
    void theSummaryCountsByDecision() throws IOException {
        String busy = "{\"req\": {}, \"given\": {\"fe_req_cur\": 100}}";
        traffic(busy, "{\"req\": {}, " + QUIET + "}", busy, busy);

        assertEquals(Replay.OK, rig.run(Replay.Detail.SUMMARY, "traffic.jsonl"));
        assertEquals("""

                decision requests %
                backend busy (busy.js:2) 3 75.00
                backend app (weir.cfg:13 default_backend) 1 25.00
                4 requests
                """, rig.out().replaceAll(" +", " "));
    }

    @Test
    void badLinesAreAllNamedAndGiveExitStatusTwo() throws IOException {
        traffic("{\"req\": {}, " + QUIET + "}", "{\"req\": ", "{\"frontend\": \"x\", \"req\": {}}");

        assertEquals(Replay.COULD_NOT_RUN, rig.run());
        assertTrue(rig.err().contains("traffic.jsonl:2:8: error: no JSON: "), rig.err());
        assertTrue(
                rig.err().contains("traffic.jsonl:3: error: no frontend is named 'x' (expected one of lb)"), rig.err());
        assertTrue(rig.out().startsWith("traffic.jsonl:1  GET /  → backend app"), rig.out());
    }

    @Test
    void aFileWithoutAnyRequestIsRefused() throws IOException {
        rig.file("notes.txt", "what is this\nnothing to replay\n");

        assertEquals(Replay.COULD_NOT_RUN, rig.run(Replay.Detail.DECISIONS, "notes.txt"));
        assertEquals(
                "notes.txt:1: error: neither this nor any other line is a request"
                        + " (expected JSON objects, one a line, or lines of the log)\n",
                rig.err());
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertEquals(Replay.COULD_NOT_RUN, rig.run(Replay.Detail.DECISIONS, "none.jsonl"));
        assertEquals("none.jsonl: error: no such file (expected a file of requests to replay)\n", rig.err());
    }

    @Test
    void everyErrorOfTheConfigurationIsNamed() throws IOException {
        rig.file(
                "weir.cfg", "defaults\n    mode http\n    maxcon 3\nfrontend x\n    bind :80\n    tiemout client 1s\n");
        traffic("{\"req\": {}}");

        assertEquals(Replay.COULD_NOT_RUN, rig.run());
        assertTrue(rig.err().contains("weir.cfg:3:5: error: "), rig.err());
        assertTrue(rig.err().contains("weir.cfg:6:5: error: "), rig.err());
    }

    @Test
    void aBrokenScriptIsNamedWithItsLine() throws IOException {
        rig.file("busy.js", "export function use_backend(txn) {\n  return (;\n}\n");
        traffic("{\"req\": {}}");

        assertEquals(Replay.COULD_NOT_RUN, rig.run());
        assertTrue(rig.err().contains("busy.js:2:"), rig.err());
    }

    @Test
    void logLinesAreReplayedWithTheCountersOfTheirEnd() throws IOException {
        rig.file("busy.js", "export function use_backend(txn) {\n  if (fe_conn() > 4) return \"busy\";\n}\n");
        String line = "Feb  6 12:14:14 host haproxy[1]: 10.0.1.2:333 [06/Feb/2009:12:14:14.655] lb app/s1 1/0/3/6/9"
                + " 200 275 - - ---- 9/N/3/2/0 0/0 {shop.example} {} \"GET /x HTTP/1.1\"\n";
        rig.file(
                "lb.log",
                "haproxy[1]: Proxy lb started.\n" + line.replace("N", "5") + line.replace("N", "4")
                        + line.replace(" lb ", " other ").replace("N", "1"));

        assertEquals(Replay.OK, rig.run(Replay.Detail.DECISIONS, "lb.log"));
        assertEquals("""
                lb.log:2  GET shop.example/x  → backend busy  (busy.js:2)
                lb.log:3  GET shop.example/x  → backend app  (weir.cfg:13 default_backend)
                """, rig.decisions());
        assertTrue(rig.out().contains("2 from log lines: the counters there are those at the end"), rig.out());
        assertTrue(rig.out().contains("1 log lines left out: about no HTTP request"), rig.out());
        assertTrue(rig.out().contains("1 log lines left out: the configuration has no such frontend"), rig.out());
    }

    @Test
    void aLogOfOtherFrontendsOnlyIsNoReplay() throws IOException {
        rig.file(
                "other.log",
                "10.0.1.2:333 [06/Feb/2009:12:14:14.655] other app/s1 1/0/3/6/9 200 275 - - ---- 9/5/3/2/0 0/0"
                        + " \"GET /x HTTP/1.1\"\n");

        assertEquals(Replay.COULD_NOT_RUN, rig.run(Replay.Detail.DECISIONS, "other.log"));
        assertEquals("other.log: error: no request was replayed, every line was left out\n", rig.err());
    }

    @Test
    void aHookThatNamesABackendWhichDoesNotExistLeadsToTheDefaultOne() throws IOException {
        rig.file("busy.js", "export function use_backend(txn) {\n  return \"bu\" + \"sey\";\n}\n");
        traffic("{\"req\": {\"path\": \"/a.png\"}}");

        assertEquals(Replay.OK, rig.run());
        assertEquals("""
                traffic.jsonl:1  GET /a.png  → backend app  (weir.cfg:13 default_backend)
                    use_backend hook: no backend is named 'busey'             (busy.js:2)
                """, rig.decisions());
    }

    @Test
    void aHookThatThrowsIsShownWithItsLine() throws IOException {
        rig.file("busy.js", "export function http_request(txn) {\n  null.x;\n}\n");
        traffic("{\"req\": {}}");

        assertEquals(Replay.OK, rig.run());
        assertTrue(rig.out().startsWith("traffic.jsonl:1  GET /  → rule error 500  (busy.js:2)\n"), rig.out());
    }

    @Test
    void whatTrafficHoldsCannotSteerATerminal() throws IOException {
        traffic("{\"req\": {\"host\": \"a\\u001b[31m\"}, " + QUIET + "}");

        assertEquals(Replay.OK, rig.run());
        assertTrue(rig.out().startsWith("traffic.jsonl:1  GET a\\x1b[31m/  →"), rig.out());
    }

    private void traffic(String... lines) throws IOException {
        rig.file("traffic.jsonl", String.join("\n", lines) + "\n");
    }
}

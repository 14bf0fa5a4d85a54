package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any thread. */
final class PassageTest {
    private static final String DEFAULTS = """
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            """;
    private static final String REQUEST = "{\"req\": {\"path\": \"/a\"}}";

    private final Rig rig;

    PassageTest(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @Test
    void aLineThatReadsWhatNobodyGaveIsNamed() throws IOException {
        configuration("""
                frontend lb
                    bind :8080
                    acl full be_conn_free(app) le 0
                    use_backend busy if full
                    default_backend app
                backend app
                    server s1 127.0.0.1:1 maxconn 1
                backend busy
                    server s1 127.0.0.1:1
                """);

        assertDecided("traffic.jsonl:1  GET /a  → unknown input be_conn_free(app)  (weir.cfg:9)\n", REQUEST);
        assertDecided(
                "traffic.jsonl:1  GET /a  → backend busy  (weir.cfg:9)\n",
                "{\"req\": {\"path\": \"/a\"}, \"given\": {\"be_conn_free(app)\": 0}}");
    }

    @Test
    void theClientsAddressIsAnInputAsWell() throws IOException {
        configuration("""
                frontend lb
                    bind :8080
                    http-request deny if { src 10.0.0.0/8 }
                    default_backend app
                backend app
                    server s1 127.0.0.1:1
                """);

        assertDecided("traffic.jsonl:1  GET /a  → unknown input src  (weir.cfg:8)\n", REQUEST);
        assertDecided("""
                traffic.jsonl:1  GET /a  → deny 403  (weir.cfg:8)
                    page: denied 403: built-in
                """, "{\"req\": {\"path\": \"/a\"}, \"conn\": {\"src\": \"10.1.2.3\"}}");
    }

    @Test
    void aDisabledBackendIsPassedOver() throws IOException {
        configuration("""
                frontend lb
                    bind :8080
                    use_backend old if { path_beg / }
                    use_backend app if { path_beg / }
                backend old
                    disabled
                    server s1 127.0.0.1:1
                backend app
                    server s1 127.0.0.1:1
                """);

        assertDecided("traffic.jsonl:1  GET /a  → backend app  (weir.cfg:9)\n", REQUEST);
    }

    @Test
    void aRequestWithoutABackendGetsTheErrorFileOfTheFrontend() throws IOException {
        var page = rig.file("503.http", "HTTP/1.0 503 Busy\r\nX-Page: ours\r\n\r\nsorry\n");
        configuration("""
                frontend lb
                    bind :8080
                    errorfile 503 PAGE
                    use_backend app if { path /b }
                backend app
                    server s1 127.0.0.1:1
                """.replace("PAGE", page.toString()));

        assertDecided(
                """
                traffic.jsonl:1  GET /a  → no backend 503  (weir.cfg:6 without default_backend)
                    page: no_server 503: errorfile of lb
                """,
                "{\"req\": {\"path\": \"/a\"}, \"expect\": {\"status\": 503, \"res_headers\": {\"x-page\": \"ours\"}}}");
    }

    @Test
    void theRulesOfAListenRunOnce() throws IOException {
        configuration("""
                listen both
                    bind :8080
                    http-request add-header x-n 1
                    http-response add-header x-m 1
                    server s1 127.0.0.1:1
                """);

        assertDecided("""
                traffic.jsonl:1  GET /a  → backend both  (weir.cfg:6 default_backend)
                    request: add-header x-n 1                                 (weir.cfg:8)
                    response: add-header x-m 1                                (weir.cfg:9)
                """, "{\"req\": {\"path\": \"/a\"}, \"res\": {\"status\": 200}}");
    }

    @Test
    void aResponseThatABackendDeniesIsReplacedAndTheFrontendsRulesForItDoNotRun() throws IOException {
        configuration("""
                frontend lb
                    bind :8080
                    http-response set-header x-lb 1
                    default_backend app
                backend app
                    http-response deny if { status 200 }
                    server s1 127.0.0.1:1
                """);

        assertDecided("""
                traffic.jsonl:1  GET /a  → backend app  (weir.cfg:9 default_backend)
                    response: deny 502                                        (weir.cfg:11)
                    page: denied 502: built-in
                """, "{\"req\": {\"path\": \"/a\"}, \"res\": {\"status\": 200}, \"expect\": {\"status\": 502}}");
    }

    @Test
    void aResponseRuleThatAsksForWhatNobodyGaveLeavesTheDecision() throws IOException {
        rig.file(
                "late.js",
                "export function http_response(txn) {\n  txn.res.headers.set(\"x\", String(fe_conn()));\n}\n");
        configuration("""
                frontend lb
                    bind :8080
                    rules late.js
                    default_backend app
                backend app
                    server s1 127.0.0.1:1
                """);

        assertDecided(
                """
                traffic.jsonl:1  GET /a  → backend app  (weir.cfg:9 default_backend)
                    stops at: unknown input fe_conn(lb)                       (late.js:2)
                """, "{\"req\": {\"path\": \"/a\"}, \"res\": {\"status\": 200}, \"expect\": {\"backend\": \"app\"}}");
    }

    private void configuration(String proxies) throws IOException {
        rig.file("weir.cfg", DEFAULTS + proxies);
    }

    private void assertDecided(String decisions, String line) throws IOException {
        rig.file("traffic.jsonl", line + "\n");
        assertEquals(Replay.OK, rig.run(), rig.err() + rig.out());
        assertEquals(decisions, rig.decisions());
    }
}

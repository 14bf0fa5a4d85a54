package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.rules.Counter;
import io.weir.rules.ErrorCause;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any thread. */
final class JsonRecordsTest {
    @Test
    void aRecordSaysEverythingAboutItsRequest() throws Exception {
        var recorded = read("""
                {"v": 1, "id": "a1", "note": "what it is for", "frontend": "lb", "srv": "s1",
                 "conn": {"src": "10.0.0.1", "src_port": 4711, "dst": "::1", "dst_port": 80, "reqs": 3, "age_ms": 17},
                 "req": {"method": "POST", "host": "shop.example", "path": "/cart", "query": "a=1", "version": "1.0",
                         "headers": {"x-one": "1", "x-two": ["a", "b"]}, "body_len": 5},
                 "given": {"fe_conn": 100, "be_conn_free(app)": 0, "srv_conn(app/s1)": 7, "now": 5, "random": 3},
                 "error": "queue_timeout",
                 "expect": {"backend": "busy", "status": 503}}""");

        var head = recorded.request();
        assertEquals("lb", recorded.frontend());
        assertEquals("s1", recorded.server());
        assertEquals("POST /cart?a=1 1.0", head.method() + " " + head.target() + " " + head.version());
        assertEquals("shop.example", head.host());
        assertEquals(List.of("a", "b"), head.headers().all("X-Two"));
        assertEquals(0, recorded.inputs().counter(Counter.BE_CONN_FREE, "app", ""));
        assertEquals(7, recorded.inputs().counter(Counter.SRV_CONN, "app", "s1"));
        assertEquals(5, recorded.inputs().nowMillis());
        assertEquals(3, recorded.inputs().random(10));
        assertEquals(4711, ((InetSocketAddress) recorded.connection().source()).getPort());
        assertEquals(3, recorded.connection().requests());
        assertEquals(17, recorded.connection().ageMillis());
        assertEquals(ErrorCause.QUEUE_TIMEOUT, recorded.failure());
        assertEquals("busy", recorded.expectation().backend());
        assertEquals(503, recorded.expectation().status());
    }

    @Test
    void whatIsLeftOutOfARequestIsAPlainGet() throws Exception {
        var head = read("{\"req\": {}}").request();

        assertEquals("GET / 1.1", head.method() + " " + head.target() + " " + head.version());
        assertEquals(0, head.headers().size());
    }

    @Test
    void headersMayBePairsSoThatTheirOrderIsKept() throws Exception {
        var headers = read("{\"req\": {\"headers\": [[\"b\", \"1\"], [\"a\", \"2\"], [\"b\", \"3\"]]}}")
                .request()
                .headers();

        assertEquals(3, headers.size());
        assertEquals("a", headers.name(1));
        assertEquals(List.of("1", "3"), headers.all("b"));
    }

    @Test
    void aResponseIsKeptForTheResponsePhase() throws Exception {
        var answer = read("{\"req\": {}, \"res\": {\"status\": 404, \"reason\": \"No\", \"headers\": {\"a\": \"b\"}}}")
                .answer();

        assertNotNull(answer);
        assertEquals(404, answer.status());
        assertEquals("No", answer.reason());
        assertEquals("b", answer.fields().getFirst().value());
    }

    @Test
    void oneLineLeavesNothingBehindForTheNext() throws Exception {
        var records = new JsonRecords();
        var recorded = new RecordedRequest();
        var first =
                Lines.of("{\"frontend\": \"a\", \"req\": {\"host\": \"h\"}, \"given\": {\"fe_conn(a)\": 1, \"now\": 1},"
                        + " \"res\": {\"status\": 200}, \"error\": \"denied\", \"expect\": {\"status\": 200}}");
        records.read(first, recorded);

        recorded.clear(first.place());
        records.read(Lines.of("{\"req\": {}}"), recorded);

        assertEquals("", recorded.frontend());
        assertEquals("", recorded.request().host());
        assertEquals(null, recorded.answer());
        assertEquals(null, recorded.failure());
        assertEquals(Expectation.NONE, recorded.expectation());
        assertThrows(RuntimeException.class, () -> recorded.inputs().nowMillis());
        assertThrows(RuntimeException.class, () -> recorded.inputs().counter(Counter.FE_CONN, "a", ""));
    }

    @Test
    void aTimeMayBeWrittenForPeople() throws Exception {
        var inputs = read("{\"req\": {}, \"given\": {\"now\": \"1970-01-01T00:00:07Z\"}}")
                .inputs();

        assertEquals(7000, inputs.nowMillis());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                     | no object (expected one object a line, such as {\"req\": {\"path\": \"/\"}})",
                "{}                                     | no req (expected \"req\": {method, host, path, headers})",
                "{\"req\": {}} {}                       | something follows the object (expected one object a line)",
                "{\"req\": {}, \"req\": {}}             | no JSON: Duplicate field 'req' (expected one object a line)",
                "{\"req\": {}, \"expct\": {}}           | unknown field 'expct' (expected one of v, id, note, t, frontend, conn, req, given, error, srv, res, expect)",
                "{\"req\": []}                          | 'req' is of another kind (expected an object)",
                "{\"req\": {\"path\": 7}}               | 'path' is of another kind (expected a string)",
                "{\"req\": {\"path\": \"/a b\"}}        | '/a b' is no path (expected RFC 9112 section 3.2)",
                "{\"req\": {\"method\": \"G T\"}}       | 'G T' is no method (expected RFC 9110 section 9.1)",
                "{\"req\": {\"version\": \"9\"}}        | '9' is no version (expected 1.0, 1.1, 2 or 3)",
                "{\"req\": {\"headers\": {\"a b\": \"\"}}} | 'a b' is no name of a header (expected RFC 9110 section 5.1)",
                "{\"req\": {\"headers\": {\"a\": \"\\n\"}}} | a value with CR, LF or NUL (expected RFC 9110 section 5.5)",
                "{\"req\": {\"host\": \"a\", \"headers\": {\"Host\": \"b\"}}} | host beside a header of that name (expected one of them)",
                "{\"req\": {}, \"v\": 2}                | version 2 (expected 1)",
                "{\"req\": {}, \"given\": {\"fe_con\": 1}} | 'fe_con' is no counter (expected now, random, or such as act_conn, fe_conn, be_conn_free(backend), srv_conn(backend/server))",
                "{\"req\": {}, \"given\": {\"srv_conn(app)\": 1}} | 'srv_conn(app)' is no counter (expected now, random, or such as act_conn, fe_conn, be_conn_free(backend), srv_conn(backend/server))",
                "{\"req\": {}, \"given\": {\"fe_conn\": 1.5}} | 'fe_conn' is of another kind (expected a whole number)",
                "{\"req\": {}, \"given\": {\"now\": \"noon\"}} | no time (expected milliseconds since 1970, or such as \"2026-01-31T23:59:00Z\")",
                "{\"req\": {}, \"res\": {}}             | no status (expected \"status\": 100 to 599)",
                "{\"req\": {}, \"expect\": {\"status\": 7}} | status is 7 (expected 100 to 599)",
                "{\"req\": {}, \"conn\": {\"src\": \"h\"}} | 'h' is no address (expected an IPv4 or IPv6 address)",
            })
    void aWrongRecordIsRefusedWithWhatWasExpected(String line, String message) {
        var fault = assertThrows(BadLineException.class, () -> read(line));

        String text = fault.problem().toString();
        assertEquals(message, text.substring(text.indexOf("error: ") + 7));
    }

    @Test
    void aCauseThatDoesNotExistIsRefusedWithThoseThatDo() {
        var fault = assertThrows(BadLineException.class, () -> read("{\"req\": {}, \"error\": \"full\"}"));

        assertEquals("queue_timeout, queue_full", fault.problem().expected().substring(0, 25));
    }

    @Test
    void aFaultSaysItsColumn() {
        var fault = assertThrows(BadLineException.class, () -> read("  {\"req\": {}, oops}"));

        assertEquals("case.jsonl:1:15", fault.problem().place().toString());
    }

    private static RecordedRequest read(String json) throws Exception {
        var recorded = new RecordedRequest();
        var line = Lines.of(json.replace("\n", " "));
        recorded.clear(line.place());
        new JsonRecords().read(line, recorded);
        return recorded;
    }
}

package io.weir.scripting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.weir.rules.Headers;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transaction object, as {@code http_request} and {@code http_response} use it. */
class TransactionTest {
    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic();

    @Test
    void theRequestIsReadInItsParts() {
        assertEquals(
                "GET http shop /cart a=1&b=2 /cart?a=1&b=2 1.1",
                says(
                        "const r = txn.req; return `${r.method} ${r.scheme} ${r.host} ${r.path} ${r.query} ${r.url}"
                                + " ${r.version}`;",
                        traffic.get("/cart?a=1&b=2", "Host: shop")));
    }

    @Test
    void headersAreReadWithoutRegardToCase() {
        assertEquals(
                "[\"b\",[\"a\",\"b\"],true,false,null]",
                says(
                        "const h = txn.req.headers; return JSON.stringify([h.get('x-ID'), h.all('X-Id'), h.has('x-id'),"
                                + " h.has('y'), h.get('y') === undefined ? null : 1]);",
                        traffic.get("/", "X-Id: a", "Host: h", "x-id: b")));
    }

    @Test
    void headersAreIteratedInTheirOrder() {
        assertEquals(
                "Host=h;A=1;B=2;A=3",
                says(
                        "return [...txn.req.headers].map(([n, v]) => n + '=' + v).join(';');",
                        traffic.get("/", "Host: h", "A: 1", "B: 2", "A: 3")));
    }

    @Test
    void cookiesAreReadByName() {
        assertEquals(
                "[\"42\",null,[[\"sid\",\"42\"],[\"theme\",\"dark=blue\"],[\"x\",\"\"]]]",
                says(
                        "const c = txn.req.cookies; return JSON.stringify([c.get('sid'), c.get('SID') ?? null, [...c]]);",
                        traffic.get("/", "Cookie: sid=42; theme=dark=blue", "Cookie: x=")));
    }

    @Test
    void theConnectionAndTheWayAreRead() {
        assertEquals(
                "192.0.2.7:40000>192.0.2.1:80 3 1500 lb undefined undefined 1",
                says(
                        "const c = txn.conn; return `${c.src}:${c.src_port}>${c.dst}:${c.dst_port} ${c.reqs} ${c.age_ms}"
                                + " ${txn.fe} ${txn.be} ${txn.srv} ${txn.rules_version}`;",
                        traffic.get("/")));
    }

    @Test
    void thereIsNoResponseBeforeThereIsOne() {
        assertEquals("undefined", says("return String(txn.res);", traffic.get("/")));
    }

    @Test
    void headersAreSetAddedDeletedAndReplaced() {
        Transaction txn = traffic.get("/", "A: 1", "B: 2", "B: 3", "C: x=1;y=2", "C: z");

        run("""
                const h = txn.req.headers;
                h.set("A", "one"); h.add("A", "uno"); h.delete("b"); h.set("N", 5);
                h.replace("c", /x=(.*);y=(.*)/, "x=\\\\2;was=$1");
                """, txn);

        assertEquals(
                List.of("C: x=2;was=1", "C: z", "A: one", "A: uno", "N: 5"),
                lines(txn.request().headers()));
    }

    @Test
    void methodPathQueryAndUrlAreWritten() {
        Transaction txn = traffic.get("/old?q=1");
        run("txn.req.method = 'POST'; txn.req.path = '/new'; txn.req.query = 'q=2';", txn);
        assertEquals(
                "POST /new?q=2", txn.request().method() + " " + txn.request().target());

        run("txn.req.url = '/other'; txn.req.query += 'x=1';", txn);
        assertEquals("/other?x=1", txn.request().target());
    }

    @Test
    void illegalHeadersThrowAtTheLineThatSetThem() {
        assertEquals(
                "Error: the value for x holds a character that is not legal there|true",
                says(
                        "try { txn.req.headers.set('x', 'a\\r\\nb: c') } catch (e) { return String(e) + '|' + (e instanceof"
                                + " Error); }",
                        traffic.get("/")));
        try (var rules = Rules.busy(folder, """
                import { mark } from "./mark.js";
                export function http_request(txn) {
                  mark(txn);
                }
                """)) {
            rules.file("mark.js", "export function mark(txn) {\n  txn.req.headers.add('bad name', 'x');\n}");
            var verdict = rules.frontend().httpRequest(traffic.get("/"));

            var failed = assertInstanceOf(Verdict.Failed.class, verdict);
            assertEquals("mark.js:2:3", rules.plain(failed.origin().place().toString()));
            assertEquals(
                    List.of("mark.js:2:3: http_request of frontend lb: Error: 'bad name' is not a legal name (RFC 9110"
                            + " section 5.6.2)"),
                    rules.faultLines.stream().map(rules::plain).toList());
        }
    }

    @Test
    void whatIsNotThereCannotBeAssigned() {
        assertEquals("TypeError TypeError TypeError", says("""
                        const name = (f) => { try { f(); return "none"; } catch (e) { return e.name; } };
                        return [() => { txn.req.pth = 1; }, () => { txn.conn.src = "1"; }, () => { txn.req.path = undefined; }]
                          .map(name).join(" ");
                        """, traffic.get("/")));
    }

    @Test
    void variablesKeepStringsIntegersAndBooleans() {
        Transaction txn = traffic.get("/");

        assertEquals(
                "[\"s\",7,true,null]",
                says(
                        "txn.var('txn.a', 's'); txn.var('txn.b', 7); txn.var('req.c', true); txn.var('txn.d', 1);"
                                + " txn.var('txn.d', undefined); return JSON.stringify([txn.var('txn.a'), txn.var('txn.b'),"
                                + " txn.var('req.c'), txn.var('txn.d') ?? null]);",
                        txn));

        assertEquals("s", txn.variable("txn.a"));
        assertEquals(7L, txn.variable("txn.b"));
        assertEquals(true, txn.variable("req.c"));
        assertNull(txn.variable("txn.d"));
    }

    @Test
    void variablesOfTheConnectionAndOfTheProcessAreThereForTheNextRequest() {
        says("txn.var('sess.n', 1); txn.var('proc.n', 2); return '';", traffic.get("/"));

        assertEquals("[1,2]", says("return JSON.stringify([txn.var('sess.n'), txn.var('proc.n')]);", traffic.get("/")));
    }

    @Test
    void aVariableNeedsAScopeThatExists() {
        assertEquals(
                "Error: variable 'a' has no scope (expected a name such as txn.a)",
                says("try { txn.var('a', 1) } catch (e) { return String(e); }", traffic.get("/")));
    }

    @Test
    void denyRefusesWithAStatusOrAReply() {
        var plain = assertInstanceOf(Verdict.Deny.class, run("txn.deny();", traffic.get("/")));
        assertEquals(403, plain.status());
        var status = assertInstanceOf(Verdict.Deny.class, run("return txn.deny({ status: 429 });", traffic.get("/")));
        assertEquals(429, status.status());
        var reply = assertInstanceOf(
                Verdict.DenyWith.class,
                run("txn.deny({ status: 401, headers: { 'www-authenticate': 'Basic' } });", traffic.get("/")));
        assertEquals(401, reply.reply().status());
    }

    @Test
    void tarpitKeepsItsStatusForLater() {
        var tarpit = assertInstanceOf(Verdict.Tarpit.class, run("txn.tarpit();", traffic.get("/")));
        assertEquals(500, tarpit.status());
    }

    @Test
    void aReplyIsReturnedWithHeadersAndBody() {
        var verdict = run(
                "txn.return({ status: 200, reason: 'Fine', headers: { 'x-a': ['1', 2] }, body: 'grüß' });",
                traffic.get("/"));

        var reply = composed(verdict);
        assertEquals("Fine", reply.reason());
        assertEquals(
                List.of(
                        new Reply.Field("x-a", "1"),
                        new Reply.Field("x-a", "2"),
                        new Reply.Field("content-type", "text/plain; charset=utf-8")),
                reply.fields());
        assertArrayEquals("grüß".getBytes(UTF_8), reply.body());
    }

    @Test
    void aReplyMayAlsoBeGivenBackAndHoldBytes() {
        var verdict =
                run("return { status: 200, body: new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4) };", traffic.get("/"));

        assertArrayEquals(new byte[] {1, 2, 3}, composed(verdict).body());
        assertEquals(List.of(), composed(verdict).fields());
    }

    @Test
    void aRedirectHasItsLocation() {
        var reply = composed(run("txn.redirect('https://example.com/', 301);", traffic.get("/")));

        assertEquals(301, reply.status());
        assertEquals(List.of(new Reply.Field("location", "https://example.com/")), reply.fields());
    }

    @Test
    void repliesAreCheckedStrictly() {
        for (var wrong : List.of(
                "txn.return('x')|txn.return: \"x\" is no reply (expected an object such as { status: 503, body: \"...\" })",
                "txn.return({ code: 200 })|txn.return: a reply has no \"code\" (expected status, reason, headers, body)",
                "txn.return({ status: '200' })|txn.return: status is \"200\" (expected an integer of 200 to 599)",
                "txn.return({ status: 99 })|txn.return: status is 99 (expected an integer of 200 to 599)",
                "txn.return({ headers: { a: null } })|txn.return: header a is null (expected a string)",
                "txn.return({ headers: { 'content-length': 3 } })|header content-length is Weir's own to write",
                "txn.return({ headers: { 'a b': 3 } })|'a b' is not a legal name (RFC 9110 section 5.6.2)",
                "txn.return({ body: 5 })|txn.return: body is 5 (expected a string or a Uint8Array)",
                "txn.return({ status: 204, body: 'x' })|a reply with status 204 has no body",
                "txn.redirect('/x', 200)|txn.redirect: code is 200 (expected 301, 302, 303, 307 or 308)",
                "txn.deny(); txn.deny()|txn.deny: this hook has already decided",
                "txn.set_log('loud')|txn.set_log: level is 'loud' (expected emerg, alert, crit, err, warning, notice, info,"
                        + " debug or silent)")) {
            var code = wrong.substring(0, wrong.indexOf('|'));
            assertEquals(
                    wrong.substring(wrong.indexOf('|') + 1),
                    says("try { " + code + "; return 'none'; } catch (e) { return e.message; }", traffic.get("/")),
                    code);
        }
    }

    @Test
    void theResponseIsReadAndWritten() {
        Transaction txn = Traffic.answered(traffic.get("/"), 200, "OK", "Server: x", "Set-Cookie: a=1");
        try (var rules = Rules.busy(folder, """
                export function http_response(txn) {
                  const { res } = txn;
                  res.headers.set("x-seen", `${res.status} ${res.reason} ${res.origin} ${txn.be}/${txn.srv}`);
                  res.headers.delete("server");
                  res.status = 404;
                }
                """)) {
            assertSame(Verdict.CONTINUE, rules.frontend().httpResponse(txn));
        }

        assertEquals(
                List.of("Set-Cookie: a=1", "x-seen: 200 OK server app/s1"),
                lines(txn.response().headers()));
        assertEquals(
                "404 Not Found", txn.response().status() + " " + txn.response().reason());
    }

    @Test
    void aServersErrorPageCanBeReplacedOrRefused() {
        try (var rules = Rules.busy(folder, """
                export function http_response(txn) {
                  if (txn.res.status === 500) return { status: 502, body: "sorry" };
                  if (txn.res.headers.has("x-secret")) txn.deny();
                }
                """)) {
            ProxyHooks hooks = rules.frontend();

            assertEquals(
                    502,
                    composed(hooks.httpResponse(Traffic.answered(traffic.get("/"), 500, "No")))
                            .status());
            var denied = hooks.httpResponse(Traffic.answered(traffic.get("/"), 200, "OK", "X-Secret: 1"));
            assertEquals(502, assertInstanceOf(Verdict.Deny.class, denied).status());
        }
    }

    @Test
    void theRequestCannotBeChangedOnceItIsSent() {
        Transaction txn = Traffic.answered(traffic.get("/"), 200, "OK");
        try (var rules = Rules.busy(folder, "export function http_response(txn) { txn.req.path = '/x'; }")) {
            rules.frontend().httpResponse(txn);

            assertEquals(
                    List.of("busy.js:1:38: http_response of frontend lb: Error: the request can be changed in"
                            + " http_request and use_backend only"),
                    rules.faultLines.stream().map(rules::plain).toList());
            assertEquals("/", txn.request().path());
        }
    }

    @Test
    void aTransactionThatIsKeptIsOver() {
        try (var rules = Rules.busy(folder, """
                let kept;
                export function http_request(txn) { kept = txn.req; }
                export function log() { return { path: kept.path }; }
                """)) {
            var hooks = rules.frontend();
            hooks.httpRequest(traffic.get("/first"));
            Transaction second = traffic.get("/second");
            hooks.log(second);

            assertEquals("/second", second.logFields().get("path")); // never the request that is over
        }
    }

    private static Reply.Composed composed(Verdict verdict) {
        return assertInstanceOf(
                Reply.Composed.class,
                assertInstanceOf(Verdict.Return.class, verdict).reply());
    }

    private static List<String> lines(Headers headers) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) lines.add(headers.name(i) + ": " + headers.value(i));
        return lines;
    }

    /** Runs the body of an {@code http_request} hook that must not fail. */
    private Verdict run(String body, Transaction txn) {
        try (var rules = Rules.busy(folder, "export function http_request(txn) {\n" + body + "\n}")) {
            Verdict verdict = rules.frontend().httpRequest(txn);
            assertEquals(List.of(), rules.faultLines);
            return verdict;
        }
    }

    /** What the function with that body gives back. */
    private String says(String body, Transaction txn) {
        run("const said = (() => {" + body + "})(); txn.var('txn.said', said);", txn);
        return String.valueOf(txn.variable("txn.said"));
    }
}

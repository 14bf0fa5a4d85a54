package io.weir.rules.lang;

import static io.weir.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.weir.rules.Phase.HTTP_REQUEST;
import static io.weir.rules.Phase.HTTP_RESPONSE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Phase;
import io.weir.rules.Reply;
import io.weir.rules.StreamSettings;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleLine;
import io.weir.rules.action.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RuleLineTest {
    private static final String REQUEST =
            "GET /a/b.html?x=1 HTTP/1.1\r\nHost: Foo\r\nX-L: ab, cb\r\nX-L: q, b\r\nX-Foo: 1\r\nX-fob: 2\r\n\r\n";
    private static final String RESPONSE = "HTTP/1.1 200 OK\r\nServer: o\r\nX-A: 1\r\n\r\n";

    @TestFactory
    Stream<DynamicTest> aRuleRewritesARequestAsHaproxyDoes() {
        return HaproxyRuleCases.REWRITES.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.rule(),
                        () -> assertEquals(each.request(), request(HaproxyRuleCases.REWRITTEN, each.rule()))));
    }

    @TestFactory
    Stream<DynamicTest> rulesInARowDoWhatTheyDoInHaproxy() {
        return HaproxyRuleCases.SEQUENCES.stream()
                .map(each -> DynamicTest.dynamicTest(each.rules().toString(), () -> {
                    var texts = new RuleTexts();
                    var request = TestRequest.of(HaproxyRuleCases.REWRITTEN);
                    var lines = new ArrayList<RuleLine>();
                    for (String rule : each.rules()) lines.add(requireNonNull(texts.line(HTTP_REQUEST, rule)));
                    var set = new RuleSet(lines);
                    Verdict verdict = set.evaluate(request.txn());
                    while (verdict instanceof Verdict.WaitForBody) verdict = set.resume(request.txn());
                    assertEquals("continue", RuleTexts.text(verdict));
                    assertEquals(each.request(), request.requestText());
                }));
    }

    @Test
    void whatCannotBeNormalizedIsABadRequest() {
        assertEquals(
                "bad request", verdict(HTTP_REQUEST, "set-path /%%zz", "normalize-uri percent-to-uppercase strict"));
        assertEquals(
                "bad request",
                verdict(HTTP_REQUEST, "set-path /%%4", "normalize-uri percent-decode-unreserved strict"));
    }

    @Test
    void withStrictModeOffARewritingThatFailsIsPassedOver() {
        assertEquals("continue", verdict(HTTP_REQUEST, "strict-mode off", "set-path nopath"));
        assertEquals("failed", verdict(HTTP_REQUEST, "strict-mode off", "strict-mode on", "set-path nopath"));
    }

    @Test
    void aMessageThatFillsItsBufferTakesNoMoreThanWhatIsKeptForRewriting() {
        var request = TestRequest.of(REQUEST);
        request.txn().rewriteRoom(20);

        Verdict first = new RuleTexts().run(HTTP_REQUEST, request, "set-header x-a 123456789");
        Verdict second = new RuleTexts().run(HTTP_REQUEST, request, "set-header x-b 1");

        assertEquals("continue", RuleTexts.text(first));
        assertEquals("failed", RuleTexts.text(second));
        assertEquals(1, request.txn().failedRewrites());
    }

    @Test
    void aPriorityATimeoutAndAMarkAreTakenToTheNearestThatIsAllowed() {
        var request = TestRequest.of(REQUEST);

        new RuleTexts(AclScope.Section.BACKEND, "be")
                .run(
                        HTTP_REQUEST,
                        request,
                        "set-priority-class int(-9999)",
                        "set-priority-offset int(999999)",
                        "set-timeout server 2s",
                        "set-timeout tunnel int(7)",
                        "set-mark 0x1f",
                        "set-tos 46");

        var stream = request.txn().stream();
        assertEquals(-2047, stream.priorityClass());
        assertEquals(524287, stream.priorityOffsetMillis());
        assertEquals(2000, stream.millis(StreamSettings.Timeout.SERVER));
        assertEquals(7, stream.millis(StreamSettings.Timeout.TUNNEL));
        assertEquals(31, stream.mark());
        assertEquals(46, stream.tos());
    }

    @TestFactory
    Stream<DynamicTest> aRuleAnswersAsHaproxyDoes() {
        return HaproxyRuleCases.ANSWERS.stream()
                .map(each -> DynamicTest.dynamicTest(each.rule(), () -> {
                    var request = TestRequest.of(HaproxyRuleCases.REWRITTEN);
                    Verdict verdict = new RuleTexts().run(HTTP_REQUEST, request, each.rule());
                    assertEquals(each.answer(), answer(verdict));
                }));
    }

    @Test
    void aRedirectionWithoutATargetCanBeLeftOut() {
        assertEquals("continue", verdict(HTTP_REQUEST, "redirect location %[hdr(none)] ignore-empty"));
    }

    @Test
    void headersAreSetAddedAndDeleted() {
        assertEquals(
                "GET /|a: 1|b: 2|b: /",
                request("GET / HTTP/1.1\r\na: 0\r\na: 9\r\nb: 2\r\n\r\n", "set-header a 1", "add-header b %[path]")
                        .replace("|b: 2|a: 1|b: /", "|a: 1|b: 2|b: /"));
        assertEquals("GET /|b: 2", request("GET / HTTP/1.1\r\na: 0\r\nb: 2\r\nA: 1\r\n\r\n", "del-header a"));
        assertEquals("GET /|a: ", request("GET / HTTP/1.1\r\n\r\n", "set-header a %[hdr(none)]"));
    }

    @Test
    void replaceValueGivesAnotherValueToEveryElementThatMatches() {
        assertEquals(
                "GET /a/b.html?x=1|Host: Foo|X-L: a-ab,c-cb|X-L: q, b|X-Foo: 1|X-fob: 2",
                request(REQUEST, "replace-value x-l (.)b \\\\1-\\\\0"));
    }

    @Test
    void anAbsoluteUriSetsHostAsWell() {
        assertEquals(
                "GET http://x.com/t?u|host: x.com",
                request("GET / HTTP/1.1\r\nHost: Foo\r\n\r\n", "set-uri http://x.com/t?u"));
    }

    @Test
    void aRuleThatWouldMakeAMessageIllegalFails() {
        assertEquals("failed", verdict(HTTP_REQUEST, "set-method 'a b'"));
        assertEquals("failed", verdict(HTTP_REQUEST, "set-path nopath"));
        assertEquals("failed", verdict(HTTP_REQUEST, "set-query 'a b'"));
        assertEquals(
                "failed",
                verdict(HTTP_REQUEST, "set-header a 'a\\nb'".replace("'", "\"").replace("\\\\n", "\\n")));
    }

    @Test
    void controlCharactersOfSamplesCannotBreakOutOfAHeader() {
        assertEquals(
                "GET /|x: a%0D%0Ab\tc%7F",
                request("GET / HTTP/1.1\r\n\r\n", "set-header x %[str(a%0d%0ab%09c%7f),url_dec]"));
    }

    @Test
    void variablesCarryValuesFromRuleToRule() {
        assertEquals(
                "GET /|a: 42|b: v42|c: ",
                request(
                        "GET / HTTP/1.1\r\n\r\n",
                        "set-var(txn.n) int(40) add(1),add(1)",
                        "set-var-fmt(txn.f) v%[var(txn.n)]",
                        "set-header a %[var(txn.n)]",
                        "set-header b %[var(txn.f)]",
                        "unset-var(txn.n)",
                        "set-header c %[var(txn.n)]"));
    }

    @Test
    void aLineRunsOnlyWhenItsConditionHoldsAndTheFirstThatDecidesEndsTheSet() {
        assertEquals(
                "deny 403",
                verdict(HTTP_REQUEST, "allow if { path /none }", "deny if { path_beg /a }", "deny status 404"));
        assertEquals("allow", verdict(HTTP_REQUEST, "allow if { path_beg /a }", "deny"));
        assertEquals("continue", verdict(HTTP_REQUEST, "deny unless { path_beg /a }"));
    }

    @Test
    void denyHasAStatusOrAReply() {
        assertEquals("deny 403", verdict(HTTP_REQUEST, "deny"));
        assertEquals("deny 404", verdict(HTTP_REQUEST, "deny deny_status 404"));
        assertEquals("deny 502", verdict(HTTP_RESPONSE, "deny"));
        assertEquals("deny 404", verdict(HTTP_REQUEST, "deny status 404 default-errorfiles"));
        assertEquals("deny with 429 [] ", verdict(HTTP_RESPONSE, "deny status 429"));
        assertEquals("deny with 403 [a: b] ", verdict(HTTP_REQUEST, "deny deny_status 403 hdr a b"));
        assertEquals(
                "deny with 429 [content-type: text/plain] slow",
                verdict(HTTP_REQUEST, "deny status 429 content-type text/plain string slow"));
        assertEquals("deny with 403 [a: b] ", verdict(HTTP_REQUEST, "deny hdr a b"));
        assertEquals("tarpit 500", verdict(HTTP_REQUEST, "tarpit"));
        assertEquals("tarpit 429", verdict(HTTP_REQUEST, "tarpit deny_status 429"));
        assertEquals("reject", verdict(HTTP_REQUEST, "reject"));
    }

    @Test
    void returnMakesAReply() {
        assertEquals("return 200 [] ", verdict(HTTP_REQUEST, "return"));
        assertEquals(
                "return 201 [content-type: text/plain] /a/b.html!",
                verdict(HTTP_REQUEST, "return status 201 content-type text/plain lf-string %[path]!"));
        assertEquals(
                "return 204 [a: b, c: /a/b.html] ",
                verdict(HTTP_REQUEST, "return status 204 hdr a b hdr c %[path] hdr d %[hdr(none)]"));
        assertEquals("return 200 [] ", verdict(HTTP_RESPONSE, "return content-type text/plain"));
    }

    @Test
    void aBodyComesFromAFile(@TempDir Path folder) throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "a%b\n");
        Path format = Files.writeString(folder.resolve("format"), "p=%[path]\n");
        Path whole = Files.writeString(folder.resolve("whole"), "HTTP/1.0 503 Busy\r\nX: y\r\n\r\nbusy");

        assertEquals(
                "return 200 [content-type: a/b] a%b\n", verdict(HTTP_REQUEST, "return content-type a/b file " + plain));
        assertEquals(
                "return 200 [content-type: a/b] p=/a/b.html\n",
                verdict(HTTP_REQUEST, "return content-type a/b lf-file " + format));
        assertEquals("return 503 raw", verdict(HTTP_REQUEST, "return errorfile " + whole));
    }

    @Test
    void responsesAreChangedInTheirOwnRuleSets() {
        for (Phase phase : List.of(HTTP_RESPONSE, HTTP_AFTER_RESPONSE)) {
            assertEquals("200 OK|X-A: 1|b: o", response(phase, "set-header b %[res.hdr(server)]", "del-header server"));
            assertEquals("503 Slow Down|Server: o|X-A: 1", response(phase, "set-status 503 reason 'Slow Down'"));
            assertEquals("404 Not Found|Server: o|X-A: 1", response(phase, "set-status 404 if { status 200 }"));
            assertEquals("200 OK|Server: o|X-A: 1|m: GET", response(phase, "set-header m %[method]"));
        }
    }

    @Test
    void everyChangeIsInTheJournalWithItsPlace() {
        List<String> journal = new ArrayList<>();
        var request = TestRequest.of(REQUEST);
        request.txn().journal((operation, arguments, place) -> journal.add(operation + " " + arguments + " @" + place));

        new RuleTexts().run(HTTP_REQUEST, request, "set-header a 1", "set-path /z", "set-log-level silent");

        assertEquals(
                List.of("set-header a 1 @x.cfg:1:1", "set-path /z @x.cfg:1:1", "set-log-level 8 @x.cfg:1:1"), journal);
    }

    private static String answer(Verdict verdict) {
        Reply reply = verdict instanceof Verdict.Return end ? end.reply() : ((Verdict.DenyWith) verdict).reply();
        var text = new StringBuilder().append(reply.status());
        for (Reply.Field field : ((Reply.Composed) reply).fields())
            text.append('|').append(field.name()).append(": ").append(field.value());
        return text.toString();
    }

    private static String request(String head, String... lines) {
        var request = TestRequest.of(head);
        assertEquals("continue", RuleTexts.text(new RuleTexts().run(HTTP_REQUEST, request, lines)));
        return request.requestText();
    }

    private static String response(Phase phase, String... lines) {
        var request = TestRequest.of(REQUEST).answered(RESPONSE);
        assertEquals("continue", RuleTexts.text(new RuleTexts().run(phase, request, lines)));
        return request.responseText();
    }

    private static String verdict(Phase phase, String... lines) {
        var request = TestRequest.of(REQUEST);
        if (phase != HTTP_REQUEST) request.answered(RESPONSE);
        return RuleTexts.text(new RuleTexts().run(phase, request, lines));
    }
}

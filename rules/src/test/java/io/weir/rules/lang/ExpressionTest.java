package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.sample.Casts;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExpressionTest {
    @TestFactory
    Stream<DynamicTest> anExpressionHasTheValueThatHaproxyGivesIt() {
        return HaproxyCases.VALUES.stream()
                .map(each -> DynamicTest.dynamicTest(each.expression(), () -> {
                    var texts = new RuleTexts();
                    var expression = new ExpressionReader(texts.problems, texts.scope)
                            .read(new Word(each.expression(), texts.words("x").place()), Usable.REQUEST);
                    assertNotNull(expression, () -> texts.found().toString());

                    Object value = expression.evaluate(
                            TestRequest.of(HaproxyCases.REQUEST).txn());

                    assertEquals(each.value(), value == null ? "" : Casts.text(value));
                }));
    }

    @Test
    void countersAreReadUnderTheNameOfTheirProxy() {
        var request = TestRequest.of(HaproxyCases.REQUEST)
                .counter("fe_conn(fe)", 3)
                .counter("be_conn_free(app)", 5)
                .counter("srv_is_up(app/s1)", 1)
                .counter("act_conn", 9);

        assertEquals(3L, value("fe_conn", request));
        assertEquals(5L, value("be_conn_free(app)", request));
        assertEquals(true, value("srv_is_up(app/s1)", request));
        assertEquals(9L, value("act_conn", request));
        assertEquals(15L, value("fe_conn,mul(be_conn_free(app))".replace("be_conn_free(app)", "5"), request));
    }

    @Test
    void headersOfTheResponseAreReadOnceThereIsOne() {
        var request = TestRequest.of("GET / HTTP/1.1\r\nServer: client\r\n\r\n")
                .answered("HTTP/1.1 404 Not Found\r\nServer: origin\r\nSet-Cookie: s=7; path=/\r\n\r\n");

        assertEquals("origin", value("hdr(server)", request, Usable.RESPONSE));
        assertEquals("origin", value("res.hdr(server)", request, Usable.RESPONSE));
        assertEquals(404L, value("status", request, Usable.RESPONSE));
        assertEquals("7", value("res.cook(s)", request, Usable.RESPONSE));
        assertEquals("GET", value("method", request, Usable.RESPONSE));
    }

    @Test
    void aVariableKeepsTheTypeThatItWasSetWith() {
        var request = TestRequest.of(HaproxyCases.REQUEST);
        request.txn().effects().setVar("txn.n", 41L, new io.weir.rules.Place("x.cfg", 1, 1));

        assertEquals(42L, value("var(txn.n),add(1)", request));
        assertEquals(51L, value("int(10),add(txn.n)", request));
        assertEquals("x41y", value("str(x),concat(,txn.n,y)", request));
    }

    @Test
    void variablesOfTheRequestEndWithIt() {
        var request = TestRequest.of(HaproxyCases.REQUEST);
        request.txn().effects().setVar("req.n", "a", new io.weir.rules.Place("x.cfg", 1, 1));

        assertEquals("a", value("var(req.n)", request));
        request.answered("HTTP/1.1 200 OK\r\n\r\n");
        assertEquals(null, value("var(req.n)", request, Usable.RESPONSE));
    }

    @Test
    void aPortIsNoPartOfAnAddressButMustBeOne() {
        for (String value : new String[] {"10.1.2.3", "10.1.2.3:80", "10.1.2.3:65535"})
            assertEquals("10.1.2.3", value("hdr_ip(x),concat(,,)", TestRequest.of(head("X: " + value))), value);
        for (String value : new String[] {"10.1.2.3:", "10.1.2.3:65536", "10.1.2.3:x", "10.1.2.3x", "[::1]:80"})
            assertEquals(null, value("hdr_ip(x)", TestRequest.of(head("X: " + value))), value);
    }

    @Test
    void cookiesAreSeparatedByCommasToo() {
        var request = TestRequest.of(head("Cookie: a=1, b=\"x,y\"; c=3"));

        assertEquals("1", value("req.cook(a)", request));
        assertEquals("\"x,y\"", value("req.cook(b)", request));
        assertEquals(3L, value("req.cook_cnt", request));
    }

    @Test
    void theFirstHostOfAListIsTheHost() {
        assertEquals("a/", value("base", TestRequest.of(head("Host: a, b"))));
    }

    @Test
    void theAddressOfAnAbsoluteTargetIsFoundAndNamesAreNotLookedUp() {
        assertEquals("10.1.2.3:81", addressAndPort("http://10.1.2.3:81/a"));
        assertEquals("10.1.2.3:80", addressAndPort("http://10.1.2.3/a"));
        assertEquals("10.1.2.3:443", addressAndPort("HTTPS://10.1.2.3"));
        assertEquals("null:null", addressAndPort("http://name:81/"));
        assertEquals("null:null", addressAndPort("/a"));
    }

    private static String addressAndPort(String target) {
        var request = TestRequest.of("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        Object address = value("url_ip,concat(,,)", request);
        return address + ":" + value("url_port", request);
    }

    private static String head(String line) {
        return "GET / HTTP/1.1\r\n" + line + "\r\n\r\n";
    }

    @Test
    void timeAndChanceComeFromTheInputs() {
        var request = TestRequest.of(HaproxyCases.REQUEST);

        assertEquals(1_700_000_000L, value("date", request));
        assertEquals(1_700_000_010L, value("date(10)", request));
        assertEquals(1_700_000_000_123L, value("date(0,ms)", request));
        assertEquals(99L, value("rand(100)", request));
    }

    private static @Nullable Object value(String expression, TestRequest request) {
        return value(expression, request, Usable.REQUEST);
    }

    private static @Nullable Object value(String expression, TestRequest request, Usable where) {
        var texts = new RuleTexts();
        var read = texts.expression(expression, where);
        assertNotNull(read, () -> texts.found().toString());
        return read.evaluate(request.txn());
    }
}

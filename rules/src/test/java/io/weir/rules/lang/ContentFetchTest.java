package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.rules.Content;
import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleLine;
import io.weir.rules.action.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fetches that look into bytes of a stream, which come one at a time. */
class ContentFetchTest {
    private static final Place PLACE = new Place("test.cfg", 1, 1);
    private static final Verdict MATCHED = new Verdict.Reject(PLACE);

    /** An extension with the host name {@code ab.example}, one with h2 and http/1.1, an empty ticket. */
    private static final String EXTENSIONS = bytes("0000 000f 000d 00 000a 61622e6578616d706c65")
            + bytes("0010 000e 000c 02 6832 08 687474702f312e31")
            + bytes("0023 0000");

    private static final String HELLO = hello(EXTENSIONS);
    private static final String RDP = "\3\0\0\23\16\340\0\0\0\0\0Cookie: mstshash=bob\r\n";

    @Test
    void aLengthMayChangeUntilItMatches() {
        assertEquals("???!!", answers("req.len ge 3", "abcd"));
    }

    @Test
    void aPayloadIsOpenUntilAllItsBytesHaveCome() {
        assertEquals("????!!", answers("req.payload(1,3) -m bin 626364", "abcde"));
        assertEquals("????--", answers("req.payload(1,3) -m bin 000000", "abcde"));
        assertEquals("------", answers("req.payload(990,11) -m found", "abcde"));
    }

    @Test
    void aPayloadOfWhateverHasComeMayChangeUntilItMatches() {
        assertEquals("???!?", answers("req.payload(0,0) -m str abc", "abcd"));
    }

    @Test
    void aPayloadWithItsLengthBeginsWhereTheArgumentSays() {
        String text = "\0\2abcd";

        assertEquals("????!!!", answers("payload_lv(0,2) 6162", text));
        assertEquals("?????!!", answers("payload_lv(0,2,+1) 6263", text));
        assertEquals("??!!!!!", answers("payload_lv(0,2,-2) 0002", text));
        assertEquals("ab", value("req.payload_lv(0,2,4)", text)); // what 4 means to HAProxy 2.6
        assertNull(value("req.payload_lv(0,2)", "\0\0abcd"));
    }

    @Test
    void anRdpCookieIsOpenUntilItsLineEnds() {
        String open = "?".repeat(RDP.length());

        assertEquals(open + "!", answers("req.rdp_cookie(MSTSHASH) bob", RDP));
        assertEquals(open + "!", answers("req_rdp_cookie bob", RDP));
        assertEquals(open + "!", answers("RDP_COOKIE", RDP));
        assertEquals("?".repeat(19) + "-----", answers("rdp_cookie_cnt gt 0", "12345678901Cakie: a=b\r\n"));
    }

    @Test
    void aHelloIsOpenUntilItIsWhole() {
        String open = "?".repeat(HELLO.length());

        assertEquals(open + "!", answers("req.ssl_sni -i AB.example", HELLO));
        assertEquals(open + "!", answers("req.ssl_hello_type 1", HELLO));
        assertEquals(open + "!", answers("req.ssl_ver 3.3", HELLO));
        assertEquals(open + "!", answers("req.ssl_ver ge 3.1", HELLO));
        assertEquals(open + "-", answers("req_ssl_ver 3.4:", HELLO));
        assertEquals(open + "!", answers("req.ssl_st_ext 1", HELLO));
        assertEquals(open + "-", answers("req.ssl_ec_ext", HELLO));
    }

    @Test
    void eachProtocolOfAHelloIsComparedAndTheFirstIsItsValue() {
        String open = "?".repeat(HELLO.length());

        assertEquals(open + "!", answers("req.ssl_alpn http/1.1", HELLO));
        assertEquals(open + "!", answers("req.ssl_alpn h2", HELLO));
        assertEquals("h2", value("req.ssl_alpn", HELLO));
    }

    @Test
    void whatIsNoHelloIsDecidedAtOnce() {
        assertEquals("?----", answers("req.ssl_hello_type 1", "GET "));
        assertEquals("?----", answers("req.ssl_sni -m found", "GET "));
    }

    @Test
    void aHelloWhoseLengthsLieHasNoNameAndBreaksNothing() {
        for (int i = 5; i < HELLO.length(); i++) {
            for (char lie : new char[] {0, 0x7f, 0xff}) {
                String text = HELLO.substring(0, i) + lie + HELLO.substring(i + 1);

                for (String fetch : new String[] {"req.ssl_sni", "req.ssl_alpn", "req.ssl_st_ext", "req.ssl_ver"})
                    value(fetch, text); // then it throws nothing
            }
        }
    }

    @Test
    void theOldFormatOfAHelloHasAVersionToo() {
        String hello = bytes("801c 01 0002 0003 0000 0010 010080") + "c".repeat(16);

        assertEquals("?".repeat(hello.length()) + "!", answers("req.ssl_ver 0.2", hello));
    }

    @Test
    void theWaitEndsWhenNothingIsWaitedFor() {
        assertEquals("???", answers("WAIT_END", "ab"));
        assertEquals(true, value("wait_end", "ab"));
    }

    @Test
    void inHttpABodyIsNoStreamOfBytes() {
        var txn = TestRequest.of("GET / HTTP/1.1\r\nhost: x\r\n\r\n").txn();

        assertNull(expression("req.payload(0,0)").evaluate(txn));
        assertNull(expression("req.ssl_sni").evaluate(txn));
        assertEquals(0L, expression("req.rdp_cookie_cnt").evaluate(txn));
        assertEquals("", expression("req.body").evaluate(txn));
        assertEquals(0L, expression("req.body_len").evaluate(txn));
    }

    @Test
    void theParametersOfAFormAreFoundInItsBody() {
        var txn = TestRequest.of("POST / HTTP/1.1\r\nhost: x\r\n\r\n").txn();
        txn.contents(new Body("a=1&b=2&a=3"), Content.NONE);

        assertEquals("1", expression("req.body_param(a)").evaluate(txn));
        assertEquals("2", expression("req.body_param(b)").evaluate(txn));
        assertNull(expression("req.body_param(c)").evaluate(txn));
        assertEquals(
                true,
                new RuleTexts()
                        .condition("{ req.body_param(a) -m str 3 }", Usable.REQUEST)
                        .holds(txn));
        assertEquals("a=1&b=2&a=3", expression("req.body").evaluate(txn));
        assertEquals(11L, expression("req.body_size").evaluate(txn));
    }

    /** What an inspection says after none, one and more bytes: open, matched, not matched. */
    private static String answers(String test, String text) {
        var texts = new RuleTexts();
        boolean isAcl = Character.isUpperCase(test.charAt(0));
        var condition = texts.condition(isAcl ? test : "{ " + test + " }", Usable.REQUEST);
        assertFalse(texts.problems.hasErrors(), () -> texts.found().toString());
        var lines = new RuleSet(List.of(new RuleLine(PLACE, condition, (of, origin) -> MATCHED)));
        var content = new ArrivingContent(text);
        Transaction txn = TestRequest.of("GET / HTTP/1.1\r\n\r\n").txn();
        txn.contents(content, Content.NONE);
        var answers = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            content.arrive(i);
            Verdict verdict = lines.inspect(txn);
            answers.append(verdict == Verdict.WAIT_FOR_CONTENT ? '?' : verdict == MATCHED ? '!' : '-');
        }
        return answers.toString();
    }

    private static @Nullable Object value(String expression, String text) {
        var content = new ArrivingContent(text);
        content.arrive(text.length());
        content.end();
        Transaction txn = TestRequest.of("GET / HTTP/1.1\r\n\r\n").txn();
        txn.contents(content, Content.NONE);
        return expression(expression).evaluate(txn);
    }

    private static io.weir.rules.sample.Expression expression(String text) {
        var texts = new RuleTexts();
        var read = new ExpressionReader(texts.problems, texts.scope).read(new Word(text, PLACE), Usable.REQUEST);
        if (read == null) throw new AssertionError(texts.found());
        return read;
    }

    private static String hello(String extensions) {
        String message = bytes("0303") + "r".repeat(32) + bytes("00 0002 1301 01 00") + size(extensions) + extensions;
        String handshake = bytes("0100") + size(message) + message;
        return bytes("16 0301") + size(handshake) + handshake;
    }

    private static String size(String text) {
        return "" + (char) (text.length() >> 8) + (char) (text.length() & 0xff);
    }

    private static String bytes(String hex) {
        var text = new StringBuilder();
        String digits = hex.replace(" ", "");
        for (int i = 0; i < digits.length(); i += 2)
            text.append((char) Integer.parseInt(digits.substring(i, i + 2), 16));
        return text.toString();
    }

    /** A body that has come. */
    private static final class Body extends Content {
        private final String text;

        Body(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public byte at(int index) {
            return (byte) text.charAt(index);
        }

        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public boolean isRaw() {
            return false;
        }
    }
}

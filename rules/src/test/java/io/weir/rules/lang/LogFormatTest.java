package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.sample.LogFormats.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    @Test
    void textStandsAsItIsWritten() {
        assertEquals("a  b", rendered("a  b"));
        assertEquals("100%", rendered("100%%"));
        assertEquals("", rendered(""));
    }

    @Test
    void expressionsStandBetweenBrackets() {
        assertEquals("<Foo>", rendered("<%[hdr(host)]>"));
        assertEquals("xy", rendered("%[str(x)]%[str(y)]"));
        assertEquals("xy", rendered("x%[hdr(none)]y"));
        assertEquals("a)b]", rendered("%[str('a)b]')]"));
    }

    @Test
    void variablesTellOfTheTransaction() {
        assertEquals("192.0.2.7 40000 127.0.0.1 80", rendered("%ci %cp %fi %fp"));
        assertEquals("fe fe fe <NOSRV>", rendered("%f %ft %b %s"));
        assertEquals("GET /p /p ?q=1 /p?q=1 HTTP/1.1", rendered("%HM %HP %HPO %HQ %HU %HV"));
        assertEquals("GET /p?q=1 HTTP/1.1", rendered("%r"));
        assertEquals("14/Nov/2023:22:13:20 +0000 1700000000 123", rendered("%T %Ts %ms"));
    }

    @Test
    void flagsSayHowAVariableIsWritten() {
        assertEquals("\"192.0.2.7\"", rendered("%{+Q}ci"));
        assertEquals("C0000207:9C40", rendered("%{+X}o%ci:%cp"));
    }

    @Test
    void samplesAreEncodedForHeadersButNotForOtherTexts() {
        String format = "%[str(a%0d%0ab),url_dec]";
        assertEquals("a%0D%0Ab", rendered(format));
        assertEquals("a\r\nb", rendered(format, Target.BODY));
        assertEquals("\"a b\"", rendered("%{+Q}[str(a b)]", Target.BODY));
    }

    private static String rendered(String format) {
        return rendered(format, Target.HEADER);
    }

    private static String rendered(String format, Target target) {
        var texts = new RuleTexts();
        var word = new Word(format, texts.words("x").place());
        var read = new LogFormatReader(texts.scope).read(word, texts.problems, Usable.REQUEST, target);
        assertEquals(List.of(), texts.found());
        var request = TestRequest.of("GET /p?q=1 HTTP/1.1\r\nHost: Foo\r\n\r\n").from("192.0.2.7", 40000);
        return read.render(request.txn());
    }
}

package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.Place;
import io.weir.rules.sample.LogFlags;
import io.weir.rules.sample.LogFormats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConverterTest {
    @Test
    void convertersGiveWhatHaproxyGives() {
        List<String> differences = new ArrayList<>();

        for (var each : ConverterCases.all()) {
            String value = value(each.expression());
            if (!value.equals(each.value()))
                differences.add(each.expression() + " = " + value + ", not " + each.value());
        }

        assertEquals("", String.join("\n", differences));
    }

    /** There HAProxy 2.6 errs: it overflows, reads past the value, or skips what it should not. */
    @Test
    void convertersGiveTheRightValueWhereHaproxyDoesNot() {
        assertEquals("-10", value("int(-7),sub(3)"));
        assertEquals("0", value("str(a:b),port_only"));
        assertEquals("80", value("str(a:80x),port_only"));
        assertEquals("en", value("str('fr;q=0,en;q=0.001'),language(fr;en)"));
        assertEquals("", value("str(YQ==),ub64dec,concat(<,,>)"));
        assertEquals("", value("str(YQ==YQ==),b64dec,concat(<,,>)"));
        assertEquals("", value("bin(08),protobuf(1),concat(<,,>)"));
        assertEquals("{\"a\":1}", value("str(eyJhIjoxfQ.e30.),jwt_header_query"));
    }

    /** The value as it stands in a header of a reply. */
    private static String value(String expression) {
        var request = TestRequest.of(HaproxyCases.REQUEST).counter("nbsrv(none)", 0);
        for (var variable : ConverterCases.VARIABLES) {
            var value = new RuleTexts().expression(variable.value(), Usable.REQUEST);
            assertNotNull(value);
            request.txn().effects().setVar(variable.expression(), value.evaluate(request.txn()), new Place("x", 1, 1));
        }
        var texts = new RuleTexts();
        var read = new ExpressionReader(texts.problems, texts.scope)
                .read(new Word(expression, texts.words("x").place()), Usable.REQUEST);
        if (read == null) return String.valueOf(texts.found());
        var format = new LogFormats(LogFormats.Target.HEADER, Place.NOWHERE);
        format.expression(read, "", LogFlags.NONE);
        return format.build().render(request.txn());
    }
}

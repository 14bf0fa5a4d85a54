package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.sample.Condition;
import org.junit.jupiter.api.Test;

/** Conditions look at several bytes of a text at a time; what they find must not depend on where it stands. */
class LongTextTest {
    @Test
    void aCommaSeparatesAndAQuotedOneDoesNotWhereverTheyStand() {
        for (int length = 0; length < 40; length++) {
            String filler = "x".repeat(length);

            assertEquals(true, holds("{ hdr(x-long) y }", filler + ",y"), filler);
            assertEquals(true, holds("{ hdr(x-long) z }", filler + ",y,z"), filler);
            assertEquals(false, holds("{ hdr(x-long) y }", filler + "\",y"), filler);
            assertEquals(true, holds("{ hdr(x-long) y }", filler + "\",\",y"), filler);
            assertEquals(false, holds("{ hdr_cnt(x-long) gt 1 }", filler), filler);
        }
    }

    @Test
    void aPartIsFoundWhereverItStandsAndWhateverStandsBeside() {
        for (int length = 0; length < 40; length++) {
            String filler = "b".repeat(length);

            assertEquals(true, holds("{ hdr_sub(x-long) -i spider bot }", filler + "BoT" + filler), filler);
            assertEquals(true, holds("{ hdr_sub(x-long) bc d }", filler + "d"), filler);
            assertEquals(false, holds("{ hdr_sub(x-long) bot spider }", filler + "o" + filler), filler);
            assertEquals(false, holds("{ hdr_sub(x-long) bot }", filler + "bo"), filler);
        }
    }

    @Test
    void aNumberInAHeaderIsReadWhereItLies() {
        assertEquals(true, holds("{ req.hdr(x-long) -m int 17 }", "17"));
        assertEquals(true, holds("{ req.hdr(x-long) -m int 17 }", "+17px"));
        assertEquals(true, holds("{ req.hdr(x-long) -m int :-17 }", "-17"));
        assertEquals(true, holds("{ req.hdr(x-long) -m int 0 }", "none"));
        assertEquals(false, holds("{ req.hdr(x-long) -m int 0 }", ""));
        assertEquals(false, holds("{ req.hdr(x-none) -m int 0 }", "1"));
        assertEquals(true, holds("{ req.hdr(x-long) -m int 9223372036854775807 }", "99999999999999999999"));
    }

    private static boolean holds(String condition, String value) {
        var texts = new RuleTexts();
        Condition read = texts.condition(condition, Usable.REQUEST);
        assertEquals(false, texts.problems.hasErrors(), () -> texts.found().toString());
        String head = "GET / HTTP/1.1\r\nhost: a\r\nx-long: " + value + "\r\n\r\n";
        return read.holds(TestRequest.of(head).txn());
    }
}

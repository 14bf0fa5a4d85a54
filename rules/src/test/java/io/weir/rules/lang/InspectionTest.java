package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Content;
import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleLine;
import io.weir.rules.action.RuleSet;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Conditions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule lines about content that is still coming. */
class InspectionTest {
    private static final Place PLACE = new Place("test.cfg", 1, 1);
    private static final Verdict REFUSED = new Verdict.Reject(PLACE);

    private final Bytes bytes = new Bytes();
    private final Transaction txn = TestRequest.of("GET / HTTP/1.1\r\n\r\n").txn();

    InspectionTest() {
        txn.contents(bytes, Content.NONE);
    }

    @Test
    void aLineThatMoreBytesMayStillMatchMakesAllWait() {
        assertEquals(Verdict.WAIT_FOR_CONTENT, rejecting(longerThan(3)).inspect(txn));

        bytes.length = 4;
        assertEquals(REFUSED, rejecting(longerThan(3)).inspect(txn));
    }

    @Test
    void aLineIsDecidedWhenNothingMoreWillCome() {
        bytes.last = true;

        assertEquals(Verdict.CONTINUE, rejecting(longerThan(3)).inspect(txn));
        assertEquals(REFUSED, rejecting(Conditions.not(longerThan(3))).inspect(txn));
    }

    @Test
    void theNegationOfWhatIsUndecidedIsUndecided() {
        var lines = rejecting(Conditions.not(longerThan(3)));

        assertEquals(Verdict.WAIT_FOR_CONTENT, lines.inspect(txn));
    }

    @Test
    void oneTermThatPassesIsEnoughForOr() {
        var lines = rejecting(Conditions.any(List.of(longerThan(3), Condition.ALWAYS)));

        assertEquals(REFUSED, lines.inspect(txn));
    }

    @Test
    void oneTermThatFailsFirstIsEnoughForAnd() {
        var lines = rejecting(Conditions.all(List.of(of -> false, longerThan(3))));

        assertEquals(Verdict.CONTINUE, lines.inspect(txn));
    }

    private static RuleSet rejecting(Condition when) {
        return new RuleSet(List.of(new RuleLine(PLACE, when, (of, origin) -> REFUSED)));
    }

    private static Condition longerThan(int bytes) {
        return txn -> {
            txn.content().awaitMore();
            return txn.content().length() > bytes;
        };
    }

    private static final class Bytes extends Content {
        private int length;
        private boolean last;

        @Override
        public int length() {
            return length;
        }

        @Override
        public byte at(int index) {
            return 'x';
        }

        @Override
        public boolean isFinal() {
            return last;
        }
    }
}

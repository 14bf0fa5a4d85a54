package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.rules.Counter;
import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any thread. */
final class GivenInputsTest {
    private final RecordedRequest recorded = new RecordedRequest();
    private final GivenInputs inputs = recorded.inputs();
    private final Transaction txn =
            new Transaction(recorded.request(), recorded.response(), recorded.connection(), inputs, "lb");

    @BeforeEach
    void aim() {
        inputs.aim(txn);
    }

    @Test
    void aCounterWithoutAProxyIsThatOfTheProxyTheRequestIsIn() {
        give("fe_conn", 100);
        give("be_conn_free", 5);
        txn.backendChosen("app");

        assertEquals(100, inputs.counter(Counter.FE_CONN, "lb", ""));
        assertEquals(5, inputs.counter(Counter.BE_CONN_FREE, "app", ""));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.FE_CONN, "other", ""));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.BE_CONN_FREE, "other", ""));
    }

    @Test
    void aCounterOfAProxyWinsOverOneWithoutAProxy() {
        give("fe_conn", 1);
        give("fe_conn(lb)", 2);

        assertEquals(2, inputs.counter(Counter.FE_CONN, "lb", ""));
    }

    @Test
    void aCounterOfTheProcessNeedsNoProxy() {
        give("act_conn", 9);

        assertEquals(9, inputs.counter(Counter.ACT_CONN, "", ""));
    }

    @Test
    void whatIsNotGivenIsNotedOnceWithTheRuleThatAsked() {
        txn.running(new Place("weir.cfg", 7, 3));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.BE_CONN_FREE, "app", ""));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.BE_CONN_FREE, "app", ""));
        assertThrows(UnknownInputException.class, inputs::nowMillis);

        List<UnknownInput> unknown = inputs.unknown();

        assertEquals(2, unknown.size());
        assertEquals("be_conn_free(app)", unknown.getFirst().input());
        var place = unknown.getFirst().place();
        assertNotNull(place);
        assertEquals("weir.cfg:7", place.fileAndLine());
        assertEquals("now", unknown.getLast().input());
    }

    @Test
    void aRandomNumberBelowOneIsAFractionOfTheBoundAndOthersAreTakenAsTheyAre() {
        inputs.giveRandoms(new double[] {0.5, 7, 12, 0});

        assertEquals(50, inputs.random(100));
        assertEquals(7, inputs.random(10));
        assertThrows(UnknownInputException.class, () -> inputs.random(10));
        assertEquals(0, inputs.random(10));
        assertThrows(UnknownInputException.class, () -> inputs.random(10));
    }

    @Test
    void oneRandomNumberServesEveryDraw() {
        inputs.giveRandom(0.25);

        assertEquals(25, inputs.random(100));
        assertEquals(1, inputs.random(4));
    }

    private void give(String name, long value) {
        var parsed = CounterName.parse(name);
        assertNotNull(parsed);
        inputs.give(parsed, value);
    }
}

package io.weir.engine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.account.Gauge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The places at a server: fixed, or growing with the load of its backend. */
class ServerSlotsTest {
    private final Gauge sessions = new Gauge();

    @Test
    void theLimitGrowsFromMinconnToMaxconnWithTheLoadOfTheBackend() {
        var slots = new ServerSlots(2, 10);
        slots.follow(new BackendLoad(sessions, 20));
        var limits = new ArrayList<Integer>();

        for (int load = 0; load <= 22; load++) {
            limits.add(slots.limit());
            sessions.enter();
        }

        assertEquals(
                List.of(2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 10),
                limits); // as src/queue.c counts: load * 10 / 20, at least 2
    }

    @Test
    void nobodyGetsAPlaceAboveTheLimitOfTheMoment() {
        var slots = new ServerSlots(1, 2);
        slots.follow(new BackendLoad(sessions, 2));
        assertTrue(slots.tryTake());
        assertFalse(slots.tryTake());

        sessions.enter();
        sessions.enter();

        assertTrue(slots.tryTake());
        assertFalse(slots.tryTake());
    }

    @Test
    void aPlaceIsNotHandedOnWhenTheLimitHasSunkUnderIt() {
        var slots = new ServerSlots(1, 2);
        slots.follow(new BackendLoad(sessions, 2));
        sessions.enter();
        sessions.enter();
        slots.tryTake();
        slots.tryTake();

        sessions.leave();

        assertFalse(slots.mayHandOver());
    }

    @Test
    void anotherMaxconnKeepsALimitFixedThatWasFixed() {
        var fixed = new ServerSlots(3, 3);
        fixed.follow(new BackendLoad(sessions, 100));

        fixed.max(5);

        assertEquals(5, fixed.limit());
    }
}

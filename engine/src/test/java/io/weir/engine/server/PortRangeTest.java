package io.weir.engine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 130, 64512})
    void eachPortIsTakenOnceAndThenNone(int size) {
        var range = new PortRange(1024, 1023 + size);
        var taken = new HashSet<Integer>();

        for (int i = 0; i < size; i++) assertTrue(taken.add(range.take()));

        assertEquals(0, range.take());
        assertTrue(taken.stream().allMatch(port -> port >= 1024 && port <= 1023 + size));
    }

    @Test
    void aPortThatWasGivenBackRestsUntilTheOthersHaveHadTheirTurn() {
        var range = new PortRange(5000, 5002);
        range.giveBack(range.take());

        assertEquals(5001, range.take());
        assertEquals(5002, range.take());
        assertEquals(5000, range.take());
    }

    @Test
    void aPortIsNotGivenBackTwice() {
        var range = new PortRange(5000, 5001);
        int port = range.take();
        range.giveBack(port);

        assertThrows(IllegalStateException.class, () -> range.giveBack(port));
    }
}

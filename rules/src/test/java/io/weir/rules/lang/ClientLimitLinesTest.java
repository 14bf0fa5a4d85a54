package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Lines that limit clients. */
class ClientLimitLinesTest {
    @Test
    void ratesOfClientsAreOfTheProcessAndOfAFrontend() {
        assertEquals(0, Texts.frontend("").sessionsPerSecond());
        assertEquals(10, Texts.frontend(" rate-limit sessions 10").sessionsPerSecond());
    }

    @Test
    void theBacklogOfALineWithoutIsItsMaxconnBeforeTheProxys() {
        var binds = Texts.frontend(" maxconn 50\n bind :2 maxconn 5\n bind :3 backlog 0")
                .binds();

        assertEquals(5, binds.get(1).backlog());
        assertEquals(50, binds.get(2).backlog());
    }
}

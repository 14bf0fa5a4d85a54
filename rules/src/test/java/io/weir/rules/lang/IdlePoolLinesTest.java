package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.IdlePool;
import io.weir.rules.config.IdlePoolTuning;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which server connections are kept, and where a backend sends that chooses no server. */
class IdlePoolLinesTest {
    private static final String LISTEN =
            " bind :80\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n";

    private static BackendConfig listen(String lines) {
        return Texts.accepted("listen l\n" + LISTEN + lines).backends().getFirst();
    }

    @Test
    void aServerSaysWhichOfItsConnectionsAreKept() {
        var servers = Texts.backend("""
                 server a 10.0.0.1:80
                 default-server pool-max-conn 5 pool-low-conn 2
                 server b 10.0.0.1:81 pool-purge-delay 3s max-reuse 9
                 server c 10.0.0.1:82 pool-max-conn -1
                """).servers();

        assertEquals(IdlePool.DEFAULT, servers.get(0).pool());
        assertEquals(
                new IdlePool(5, 2, Duration.ofSeconds(3), 9), servers.get(1).pool());
        assertEquals(
                new IdlePool(-1, 2, Duration.ofSeconds(5), -1), servers.get(2).pool());
    }

    @Test
    void globalSaysWhatHoldsForTheConnectionsToAllServers() {
        var text = """
                global
                 tune.pool-high-fd-ratio 50
                 tune.pool-low-fd-ratio 10
                 tune.idle-pool.shared off
                """;

        assertEquals(
                new IdlePoolTuning(50, 10, false), Texts.accepted(text).global().pools());
        assertEquals(IdlePoolTuning.DEFAULT, Texts.accepted("global\n").global().pools());
    }

    @Test
    void dispatchIsWhereRequestsGoThatNoServerIsChosenFor() {
        var direct = listen(" dispatch 10.0.0.1:80\n option transparent\n").direct();

        assertNotNull(direct);
        assertEquals(new Endpoint.Inet("10.0.0.1", 80), direct.endpoint());
    }

    @Test
    void optionTransparentIsTheAddressThatTheClientAskedFor() {
        var direct = listen(" option transparent\n").direct();

        assertNotNull(direct);
        assertEquals(new Endpoint.Mapped("", 0), direct.endpoint());
        assertNull(listen(" option transparent\n no option transparent\n").direct());
    }

    @Test
    void balanceMakesDispatchUseless() {
        var lines = " dispatch 10.0.0.1:80\n balance roundrobin\n";

        assertEquals(
                List.of("w.cfg:7:2: warning: 'dispatch' is ignored in listen 'l', which has 'balance' (expected one of"
                        + " them)"),
                Texts.problems("listen l\n" + LISTEN + lines));
    }

    @Test
    void balanceAndOptionTransparentContradictEachOther() {
        assertEquals(
                List.of("w.cfg:7:2: error: listen 'l' cannot have both 'option transparent' and 'balance' (expected one"
                        + " of them)"),
                Texts.problems("listen l\n" + LISTEN + " option transparent\n balance roundrobin\n"));
    }
}

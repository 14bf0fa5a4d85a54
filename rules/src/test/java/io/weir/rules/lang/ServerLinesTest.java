package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLinesTest {
    @Test
    void serversTakeWhatTheDefaultServersBeforeThemSay() {
        var servers = Texts.backend("""
                 server a 10.0.0.1:80
                 default-server maxconn 5 weight 7
                 server b 10.0.0.1:81 backup
                 default-server weight 8 disabled maxqueue 2
                 server c 10.0.0.1:82 enabled maxconn 9
                """).servers();

        assertEquals(
                List.of("a 0 0 1 false false", "b 5 0 7 true false", "c 9 2 8 false false"),
                servers.stream()
                        .map(server -> server.name() + " " + server.maxConnections() + " " + server.maxQueue() + " "
                                + server.weight() + " " + server.backup() + " " + server.disabled())
                        .toList());
    }

    @Test
    void minconnAloneIsAMaxconnThatNeverVaries() {
        var backend = Texts.backend("""
                fullconn 40
                 server a 10.0.0.1:80 minconn 2 maxconn 9
                 server b 10.0.0.1:81 minconn 7
                """);

        assertEquals(40, backend.fullConnections());
        assertEquals(
                List.of("2 to 9", "7 to 7"),
                backend.servers().stream()
                        .map(server -> server.minConnections() + " to " + server.maxConnections())
                        .toList());
    }
}

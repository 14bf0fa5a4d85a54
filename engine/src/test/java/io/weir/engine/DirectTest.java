package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that send to one address, or to the one that the client asked for, and servers found the same way. */
class DirectTest {
    private static final String TO_THE_ORIGIN = "http-request set-dst-port int(\"${S1}\")\n    ";

    @ParameterizedTest
    @ValueSource(strings = {"dispatch \"127.0.0.1:${S1}\"", TO_THE_ORIGIN + "option transparent"})
    void aBackendSendsToOneAddressAndNamesNoServer(String lines) throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.running(Weir.configuration("", lines), origin);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().contains(" 200 "));

            String line = weir.logLine();
            assertTrue(line.contains(" be/<NOSRV> "), line);
            assertEquals(0, weir.counter(Counter.BE_CONN, "be"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch \"127.0.0.1:${S1}\"", TO_THE_ORIGIN + "option transparent"})
    void itsConnectionsServeOneClientOnly(String lines) throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.running(Weir.configuration("", "http-reuse always\n    " + lines), origin)) {
            for (int i = 0; i < 2; i++) {
                try (var client = weir.connect()) {
                    client.get("/1").message();
                    client.get("/2").message();
                }
            }

            assertEquals(2, origin.connections());
        }
    }

    @Test
    void aRequestThatBelongsToAServerGoesThereAllTheSame() throws Exception {
        String lines = """
                dispatch "127.0.0.1:${S1}"
                    use-server s2 if { path /s2 }
                    server s2 "127.0.0.1:${S2}"
                """;
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(Weir.configuration("", lines), one, two);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().endsWith("one"));
            assertTrue(client.get("/s2").message().endsWith("two"));
            assertTrue(client.get("/").message().endsWith("one"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:+3", "127.0.0.1:-3", "*", "*:\"${S1}\"", "0.0.0.0:\"${S1}\""})
    void aServerIsFoundByWhatTheClientAskedFor(String address) throws Exception {
        int shift = address.endsWith("+3") ? 3 : address.endsWith("-3") ? -3 : 0;
        try (var origin = Origin.answering("x")) {
            String lines = "http-request set-dst-port int(" + (origin.port() - shift) + ")\n    server s1 " + address;
            try (var weir = Weir.running(Weir.configuration("", lines), origin);
                    var client = weir.connect()) {
                assertTrue(client.get("/").message().contains(" 200 "));
                assertTrue(weir.logLine().contains(" be/s1 "));
            }
        }
    }

    @Test
    void anIdleConnectionIsUsedOnlyForTheAddressThatItLeadsTo() throws Exception {
        String lines = """
                http-reuse always
                    http-request set-dst-port hdr(port)
                    server s1 127.0.0.1
                """;
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running("global\n    nbthread 1\n" + Weir.configuration("", lines), one, two);
                var client = weir.connect()) {
            for (int i = 0; i < 3; i++) {
                assertTrue(ask(client, one.port()).endsWith("one"));
                assertTrue(ask(client, two.port()).endsWith("two"));
            }

            assertEquals(1, one.connections());
        }
    }

    private static String ask(Wire client, int port) throws Exception {
        return client.send("GET / HTTP/1.1\r\nHost: test\r\nPort: " + port + "\r\n\r\n")
                .message();
    }

    @Test
    void aStreamOfBytesIsDispatchedToo() throws Exception {
        String configuration = """
                listen fe
                    bind "127.0.0.1:${PORT}"
                    timeout connect 10s
                    timeout client 10s
                    timeout server 10s
                    dispatch "127.0.0.1:${S1}"
                """;
        try (var origin = Origin.answering("x");
                var weir = Weir.running(configuration, origin);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().contains(" 200 "));
        }
    }
}

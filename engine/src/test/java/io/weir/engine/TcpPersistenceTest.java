package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of bytes that belong to a server: what of that is said by lines, and what only HTTP has. */
@Timeout(60)
class TcpPersistenceTest {
    private static final String CONFIG = """
            defaults
                mode tcp
                timeout connect 10s
                timeout client 10s
                timeout server 10s
            frontend fe
                bind "127.0.0.1:${PORT}"
                tcp-request inspect-delay 5s
                tcp-request content accept if { req.len ge 4 }
                default_backend be
            backend be
                balance first
            """;
    private static final String S1 = "    server s1 \"127.0.0.1:${S1}\" cookie one\n";
    private static final String S2 = "    server s2 \"127.0.0.1:${S2}\" cookie two\n";

    /** Reads four bytes, says who it is and ends. */
    private static Origin saying(String name) throws IOException {
        return Origin.playing((wire, _) -> {
            wire.bytes(4);
            wire.send(name);
        });
    }

    private static String ask(Weir weir, String bytes) throws IOException {
        try (var client = weir.connect()) {
            return client.send(bytes).all();
        }
    }

    @Test
    void aStreamGoesToTheServerThatARuleNamesByItsFirstBytes() throws Exception {
        String lines = """
                use-server s2 if { req.payload(0,1) -m str 2 }
                use-server s%[req.payload(1,1)] if { req.payload(0,1) -m str n }
            """;
        try (var one = saying("one");
                var two = saying("two");
                var weir = Weir.running(CONFIG + lines + S1 + S2, one, two)) {
            assertEquals("one", ask(weir, "...."));
            assertEquals("two", ask(weir, "2..."));
            assertEquals("two", ask(weir, "n2.."));
            assertEquals("one", ask(weir, "n9.."));
        }
    }

    @Test
    void onlyWhoIsForcedGoesToAServerThatIsOutOfService() throws Exception {
        String lines = """
                force-persist if { req.payload(0,1) -m str f }
                use-server s1 if { req.payload(1,1) -m str 1 }
            """ + S1.replace("cookie", "disabled cookie");
        try (var one = saying("one");
                var two = saying("two");
                var weir = Weir.running(CONFIG + lines + S2, one, two)) {
            assertEquals("one", ask(weir, "f1.."));
            assertEquals("two", ask(weir, "f..."));
            assertEquals("two", ask(weir, ".1.."));
        }
    }

    @Test
    void optionPersistSendsEverybodyThere() throws Exception {
        String lines = """
                option persist
                use-server s1 if { req.payload(1,1) -m str 1 }
            """ + S1.replace("cookie", "disabled cookie");
        try (var one = saying("one");
                var two = saying("two");
                var weir = Weir.running(CONFIG + lines + S2, one, two)) {
            assertEquals("one", ask(weir, ".1.."));
            assertEquals("two", ask(weir, "...."));
        }
    }

    @Test
    void theFirstExceptionThatHoldsIsTheOnlyOne() throws Exception {
        String lines = """
                ignore-persist if { req.payload(0,1) -m str i }
                force-persist if { req.payload(0,1) -m str i f }
                use-server s1 if { req.payload(1,1) -m str 1 }
            """ + S1.replace("cookie", "disabled cookie");
        try (var one = saying("one");
                var two = saying("two");
                var weir = Weir.running(CONFIG + lines + S2, one, two)) {
            assertEquals("one", ask(weir, "f1.."));
            assertEquals("two", ask(weir, "i1.."));
        }
    }

    @Test
    void ignorePersistLeavesRulesAndTablesAsTheyAre() throws Exception {
        String lines = """
                stick-table type string len 1 size 10
                stick on req.payload(3,1)
                ignore-persist if { req.payload(0,1) -m str i }
                use-server s2 if { req.payload(1,1) -m str 2 }
            """;
        try (var one = saying("one");
                var two = saying("two");
                var weir = Weir.running(CONFIG + lines + S1 + S2, one, two)) {
            assertEquals("two", ask(weir, "i2.a"));
            assertEquals("two", ask(weir, "i..a"));
            assertEquals("one", ask(weir, "i..b"));
        }
    }

    @Test
    void aCookieIsNothingButBytes() throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: test\r\nCookie: SRV=two\r\n\r\n";
        try (var one = Origin.playing((wire, _) -> wire.send(wire.bytes(request.length())));
                var two = saying("two");
                var weir = Weir.running(CONFIG + "    cookie SRV insert indirect\n" + S1 + S2, one, two)) {
            assertEquals(request, ask(weir, request));
        }
    }
}

package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers whose addresses are not, or not only, what their lines say. */
@Timeout(60)
class ServerAddressTest {
    private static String body(Wire client, String path) throws IOException {
        String answer = client.get(path).message();
        return answer.substring(answer.lastIndexOf('\n') + 1);
    }

    @Test
    void aVariableInAnAddressNeedsNoQuotes() throws Exception {
        try (var one = Origin.answering("one");
                var weir = Weir.running(Weir.configuration("", "    server s1 127.0.0.1:${S1}\n"), one);
                var client = weir.connect()) {
            assertEquals("one", body(client, "/"));
        }
    }

    @Test
    void aServerWithoutAnAddressIsWhereTheClientWantedToGo() throws Exception {
        String set = """
                    http-request set-dst-port int("${S1}") if { path /1 }
                    http-request set-dst-port int("${S2}") if { path /2 }
                """;
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(Weir.configuration(set, "    server s1 :\n"), one, two);
                var client = weir.connect()) {
            assertEquals("one", body(client, "/1"));
            assertEquals("two", body(client, "/2"));
            assertEquals("one", body(client, "/1"));
        }
    }

    @Test
    void aServerWithoutAPortHasTheOneThatTheClientWantedToReach() throws Exception {
        try (var one = Origin.answering("one");
                var weir = Weir.running(
                        Weir.configuration(
                                "    http-request set-dst-port int(\"${S1}\")\n", "    server s1 127.0.0.1\n"),
                        one);
                var client = weir.connect()) {
            assertEquals("one", body(client, "/"));
        }
    }
}

package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What variables take has the limits of {@code tune.vars}: 80 bytes each and those of its text. HAProxy 2.6.12 on a
 * machine of 64 bits sets and refuses the same ones at the same numbers.
 */
@Timeout(60)
class VariableSizesTest {
    private static final String SHOW = "%[var(txn.a)]|%[var(txn.b)]|%[var(req.a)]|%[var(sess.a)]";

    @Test
    void aVariableThatHasNoRoomIsNotSet() throws Exception {
        assertEquals("|||", shown("txn", 79, "set-var(txn.a) int(7)"));
        assertEquals("7|||", shown("txn", 80, "set-var(txn.a) int(7)"));
        assertEquals("7|||", shown("txn", 159, "set-var(txn.a) int(7)", "set-var(txn.b) int(8)"));
        assertEquals("7|8||", shown("txn", 160, "set-var(txn.a) int(7)", "set-var(txn.b) int(8)"));
    }

    @Test
    void aTextThatHasNoRoomLeavesABoolean() throws Exception {
        assertEquals("1|||", shown("txn", 84, "set-var(txn.a) str(12345)"));
        assertEquals("12345|||", shown("txn", 85, "set-var(txn.a) str(12345)"));
        assertEquals("1|||", shown("txn", 85, "set-var(txn.a) str(12345)", "set-var(txn.a) str(123456)"));
        assertEquals("abcde|||", shown("txn", 85, "set-var(txn.a) str(12345)", "set-var(txn.a) str(abcde)"));
    }

    @Test
    void whatIsUnsetMakesRoom() throws Exception {
        assertEquals("|7||", shown("txn", 80, "set-var(txn.a) int(1)", "unset-var(txn.a)", "set-var(txn.b) int(7)"));
    }

    @Test
    void aConditionThatFailsHasCreatedItsVariable() throws Exception {
        assertEquals("|||", shown("txn", 80, "set-var(txn.b,ifset) int(1)", "set-var(txn.a) int(1)"));
    }

    @Test
    void everyWiderScopeHasItsShare() throws Exception {
        for (var scope : List.of("reqres", "txn", "sess", "proc", "global")) {
            assertEquals("||1|", shown(scope, 84, "set-var(req.a) str(12345)"), scope);
            assertEquals("||12345|", shown(scope, 85, "set-var(req.a) str(12345)"), scope);
        }
    }

    @Test
    void aTransactionGivesBackWhatItTookAndAConnectionToo() throws Exception {
        String rules = rules("proc", 170, "set-var(sess.a) path", "set-var(txn.a) str(12345)");
        try (var weir = Weir.running(rules)) {
            for (int i = 0; i < 3; i++)
                try (var client = weir.connect()) {
                    assertEquals("12345|||/1234", body(client.get("/1234").message()));
                    assertEquals("1|||/12345", body(client.get("/12345").message()));
                    assertEquals("12345|||/1", body(client.get("/1").message()));
                }
        }
    }

    @Test
    void theRequestGivesBackWhatItTookWhenTheResponseBegins() throws Exception {
        String text = rules("reqres", 80, "set-var(req.a) int(1)")
                + "    http-after-response set-var(res.a) int(2)\n"
                + "    http-after-response set-header x-a %[var(res.a)]\n";
        try (var weir = Weir.running(text);
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertEquals("||1|", body(answer));
            assertTrue(answer.contains("x-a: 2\r\n"), answer);
        }
    }

    private static String shown(String scope, int bytes, String... actions) throws Exception {
        try (var weir = Weir.running(rules(scope, bytes, actions));
                var client = weir.connect()) {
            return body(client.get("/").message());
        }
    }

    private static String rules(String scope, int bytes, String... actions) {
        var text = new StringBuilder("""
                global
                    nbthread 1
                    tune.vars.%s-max-size %d
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 10s
                    timeout server 10s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                """.formatted(scope, bytes));
        for (var action : actions)
            text.append("    http-request ").append(action).append('\n');
        return text.append("    http-request return status 200 content-type text/plain lf-string \"")
                .append(SHOW)
                .append("\"\n")
                .toString();
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}

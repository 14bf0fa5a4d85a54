package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code http_error} and {@code log}. */
class ErrorAndLogHookTest {
    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic();

    @Test
    void anErrorPageCanBeReplacedByItsCause() {
        try (var rules = Rules.busy(folder, """
                export function http_error(txn, err) {
                  if (err.cause === "queue_timeout")
                    return { headers: { "retry-after": 2 }, body: `busy ${err.term}` };
                }
                """)) {
            ProxyHooks hooks = rules.frontend();

            var reply = hooks.httpError(traffic.get("/"), new ErrorEvent(503, ErrorCause.QUEUE_TIMEOUT, "sQ"));
            var composed = assertInstanceOf(Reply.Composed.class, reply);
            assertEquals(503, composed.status()); // the status that it would have had
            assertEquals("busy sQ", new String(composed.body(), java.nio.charset.StandardCharsets.UTF_8));
            assertEquals(new Reply.Field("retry-after", "2"), composed.fields().getFirst());
            assertNull(hooks.httpError(traffic.get("/"), new ErrorEvent(504, ErrorCause.SERVER_TIMEOUT, "sH")));
        }
    }

    @Test
    void anErrorHookCannotDenyOrReturn() {
        try (var rules = Rules.busy(folder, "export function http_error(txn) { txn.deny(); }")) {
            assertNull(rules.frontend().httpError(traffic.get("/"), new ErrorEvent(503, ErrorCause.NO_SERVER, "SC")));

            assertTrue(rules.faultLines.getFirst().endsWith("txn.deny is for http_request and http_response"));
        }
    }

    @Test
    void theLogHookAddsFieldsOrSilencesTheLine() {
        try (var rules = Rules.busy(folder, """
                export function log(txn) {
                  if (txn.req.path === "/health") return false;
                  return { tenant: txn.req.headers.get("x-tenant"), size: 3, none: undefined, slow: true };
                }
                """)) {
            ProxyHooks hooks = rules.frontend();
            Transaction txn = traffic.get("/", "X-Tenant: acme");

            assertTrue(hooks.log(txn));
            assertEquals("{tenant=acme, size=3, slow=true}", txn.logFields().toString());
            assertFalse(hooks.log(traffic.get("/health")));
        }
    }

    @Test
    void setLogChangesTheLevelFromAnyHook() {
        try (var rules = Rules.busy(folder, """
                export function http_request(txn) {
                  txn.set_log(txn.req.path === "/quiet" ? "silent" : "warning", { seen: 1 });
                }
                """)) {
            ProxyHooks hooks = rules.frontend();
            Transaction loud = traffic.get("/");
            Transaction quiet = traffic.get("/quiet");
            hooks.httpRequest(loud);
            hooks.httpRequest(quiet);

            assertEquals(4, loud.logLevel());
            assertEquals(Map.of("seen", "1"), loud.logFields());
            assertEquals(Transaction.LOG_LEVEL_SILENT, quiet.logLevel());
            assertTrue(hooks.log(loud));
            assertFalse(hooks.log(quiet));
        }
    }

    @Test
    void abortedRequestsReachTheLogHookWithoutAResponse() {
        try (var rules =
                Rules.busy(folder, "export function log(txn) { return { status: txn.res?.status ?? 'none' }; }")) {
            Transaction txn = traffic.get("/");
            rules.frontend().log(txn);

            assertEquals(List.of("none"), List.copyOf(txn.logFields().values()));
        }
    }
}

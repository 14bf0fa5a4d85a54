package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.ResourceLeakDetector;
import io.weir.engine.http1.Allocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a loop allocates for one exchange of a client and a server that keep their connections, from its first byte to
 * its log line. The limits are what the code asks for; compiled code asks for less.
 */
@Timeout(60)
class AllocationTest {
    private static final int BATCH = 500;
    private static final int BATCHES = 6;
    private static final String LOG = "    log \"127.0.0.1:${LOG}\" format raw local0\n    option httplog\n";
    private static final String RULE = """
                acl busy fe_req_cur ge 1000
                acl beta hdr(x-beta) -m found
                use_backend other if busy or beta
            """;

    /**
     * The exchange and its parts (exchange 96, transaction 104 + 16, request path 64, upload 56, download 40, dispatch
     * 72 + 40, attempt 48) and the facts that its account is made of (208).
     */
    private static final int OBJECTS_BYTES = 744;

    /** The JDK gives the bytes of a client's address only in a new array. */
    private static final int LOG_BYTES = 24;

    /** Classes that are loaded late, and the task that reads the counter. */
    private static final int NOISE_BYTES = 4;

    private ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /** Following every buffer allocates as well. */
    @BeforeEach
    void followNoBuffers() {
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void followThemAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void anExchangeAllocatesNoMoreThanItsObjects() throws Exception {
        assertAllocates(OBJECTS_BYTES, "");
    }

    @Test
    void aLogLineNeedsTheClientsAddressOnly() throws Exception {
        assertAllocates(OBJECTS_BYTES + LOG_BYTES, LOG);
    }

    @Test
    void anAclAllocatesNothing() throws Exception {
        assertAllocates(OBJECTS_BYTES, RULE);
    }

    @Test
    void anAclAddsNothingToALogLine() throws Exception {
        assertAllocates(OBJECTS_BYTES + LOG_BYTES, RULE + LOG);
    }

    private static void assertAllocates(int limit, String frontendLines) throws Exception {
        String configuration = "global\n    nbthread 1\n" + Weir.DEFAULTS + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    default_backend be
                """ + frontendLines + """
                backend other
                backend be
                    server s1 "127.0.0.1:${S1}" maxconn 10
                """;
        try (var origin = Origin.playing((wire, _) -> {
                    while (!wire.head().isEmpty()) wire.send(Origin.response("hello"));
                });
                var weir = Weir.running(configuration, origin);
                var client = weir.connect()) {
            exchanges(BATCH, client);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < BATCHES; i++) {
                long before = allocated(weir);
                exchanges(BATCH, client);
                least = Math.min(least, allocated(weir) - before);
            }

            long bytes = least / BATCH;

            assertTrue(bytes <= limit + NOISE_BYTES, bytes + " bytes for each exchange, more than " + limit);
        }
    }

    private static void exchanges(int count, Wire client) throws Exception {
        for (int i = 0; i < count; i++) {
            client.get("/");
            client.bytes(Origin.response("hello").length());
        }
    }

    /** By its only loop. */
    private static long allocated(Weir weir) throws Exception {
        return weir.proxy().loops().getFirst().submit(Allocation::now).get();
    }
}

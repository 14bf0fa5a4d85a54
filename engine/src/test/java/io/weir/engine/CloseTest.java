package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closed connections leave nothing behind in the kernel, as far as {@code ss} and {@code /proc/net} can see. */
class CloseTest {
    /** Columns of {@code /proc/net/tcp}. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int STATE = 3;

    @Test
    void serverConnectionsClosedAfterEachResponseLeaveNoTimeWaitTowardsTheServer() throws Exception {
        try (var origin = Origin.answering("hello");
                var weir = Weir.between("", "option http-server-close", origin);
                var client = weir.connect()) {
            int before = timeWaits(REMOTE, origin.port()); // of whoever had this port a minute ago

            for (int i = 0; i < 300; i++) assertTrue(client.get("/").message().endsWith("hello"));

            assertEquals(300, origin.connections());
            assertTrue(timeWaits(REMOTE, origin.port()) <= before);
        }
    }

    @Test
    void aThousandClosedConnectionsEndWithAResetTowardsTheServerAndWithNoneTowardsTheClients() throws Exception {
        try (var origin = Origin.answering("hello");
                var weir = Weir.between("", "option http-server-close", origin)) {
            int before = timeWaits(REMOTE, origin.port());

            for (int i = 0; i < 1000; i++) {
                try (var client = weir.connect()) {
                    String all = client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .all();
                    assertTrue(all.endsWith("hello"));
                }
            }

            assertEquals(1000, origin.connections());
            // only a connection that ended without a reset waits, on the side that ended it first
            Weir.until("each client's waits", () -> timeWaits(LOCAL, weir.port()) == 1000);
            assertTrue(timeWaits(REMOTE, origin.port()) <= before);
        }
    }

    @Test
    void aClientThatAsksToCloseGetsTheWholeBodyAndNoReset() throws Exception {
        try (var origin = Origin.answering("x".repeat(100_000));
                var weir = Weir.between("", "option http-server-close", origin)) {
            for (int i = 0; i < 50; i++) {
                try (var client = weir.connect()) {
                    String all = client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .all();
                    assertEquals(100_000, all.length() - all.indexOf("\r\n\r\n") - 4);
                }
            }
        }
    }

    @Test
    void noCloseWaitIsLeftWhoeverLeavesFirst() throws Exception {
        try (var origin = Origin.playing((wire, connection) -> {
                    wire.head();
                    wire.send(Origin.response("hello"));
                    if (connection % 2 == 0) wire.rest();
                });
                var weir = Weir.inFrontOf(origin)) {
            for (int i = 0; i < 40; i++) {
                try (var client = weir.connect()) {
                    client.get("/").message();
                    if (i % 3 == 0) client.reset();
                    else if (i % 3 == 1) client.finish().rest();
                }
            }
            String ports = "( sport = :%d or dport = :%d )".formatted(weir.port(), origin.port());
            Weir.until("no CLOSE-WAIT", () -> sockets("close-wait", ports).isEmpty());
        }
    }

    /** Connections in TIME-WAIT whose address in that column has that port. */
    private static int timeWaits(int column, int port) {
        String end = ":%04X".formatted(port);
        int count = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : lines(Path.of(table))) {
                String[] columns = line.strip().split(" +");
                if (columns[STATE].equals("06") && columns[column].endsWith(end)) count++;
            }
        }
        return count;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> sockets(String state, String filter) {
        try {
            var process = new ProcessBuilder("ss", "-Htan", "state", state, filter)
                    .redirectErrorStream(true)
                    .start();
            return process.inputReader().lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stats socket treats its clients, whatever they ask. */
@Timeout(30)
class AdminConnectionTest extends AdminSockets {
    @Test
    void anEmptyLineIsAnsweredWithAnEmptyLine() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals("\n", ask("admin", "\n"));
        }
    }

    @Test
    void aClientThatHasAlreadyEndedItsSideGetsItsAnswer() throws Exception {
        try (var _ = Weir.running(configuration);
                var client = connect("admin")) {
            client.write(ByteBuffer.wrap("show version".getBytes(UTF_8)));
            client.shutdownOutput();

            assertTrue(read(client).startsWith("2.6."));
        }
    }

    @Test
    void aClientThatEndsWithoutALineIsClosed() throws Exception {
        try (var _ = Weir.running(configuration);
                var client = connect("admin")) {
            client.shutdownOutput();

            assertEquals("", read(client));
        }
    }

    @Test
    void linesAreAskedForWithAPromptUntilQuit() throws Exception {
        try (var _ = Weir.running(configuration)) {
            String version = ask("admin", "show version\n");

            assertEquals(
                    "\n> " + version + "> \n> Permission denied\n\n> ",
                    ask("admin", "prompt\nshow version\nuser\ndisable server be/s1\nquit\nshow version\n"));
            assertEquals("\n> \n", ask("admin", "prompt\nprompt\n"));
        }
    }

    @Test
    void clientsThatAreSilentHinderNobodyAndAreClosed() throws Exception {
        var silent = new ArrayList<SocketChannel>();
        try (var _ = Weir.running(configuration.replace("timeout 5s", "timeout 300ms"))) {
            for (int i = 0; i < 25; i++) silent.add(connect("admin")); // more than it serves at once

            assertTrue(ask("admin", "show version\n").startsWith("2.6."));
            for (var each : silent) assertEquals("", read(each));
        } finally {
            for (var each : silent) each.close();
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosed() throws Exception {
        try (var _ = Weir.running(configuration.replace("timeout 5s", "timeout 300ms"));
                var client = connect("admin")) {
            client.write(ByteBuffer.wrap(("show stat;".repeat(1000) + "\n").getBytes(UTF_8)));

            // Whoever writes to a connection that the other side has closed is told so.
            Weir.until("the connection is closed", () -> {
                try {
                    client.write(ByteBuffer.wrap(new byte[] {'\n'}));
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void itAnswersOnAnInternetAddressToo() throws Exception {
        int port = Origin.deadPort();
        try (var _ = Weir.running(configuration.replace(folder + "/user", "ipv4@127.0.0.1:" + port));
                var client = Wire.to(port)) {
            assertEquals("user\n\n", client.send("show cli level\n").rest());
        }
    }

    @Test
    void theSocketsFileHasItsModeAndGoesWithTheProcess() throws Exception {
        Path file = folder.resolve("admin");
        Files.createFile(file); // left behind by an earlier process
        try (var _ = Weir.running(configuration)) {
            assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertTrue(Files.notExists(file));
    }
}

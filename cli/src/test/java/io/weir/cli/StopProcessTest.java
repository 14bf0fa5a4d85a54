package io.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What signals make of a process with clients. */
class StopProcessTest {
    @TempDir
    private Path folder;

    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        port = WeirProcess.freePort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USR1", "TERM"})
    void whatStillRunsWhenHardStopAfterIsOverIsCutOffAndCounted(String signal) throws Exception {
        WeirProcess.configuration(folder, port, "hard-stop-after 300ms");
        try (var weir = WeirProcess.start(folder, "-f", "weir.cfg")) {
            weir.awaitSaid("serves");
            try (var client = halfARequest()) {
                WeirProcess.get(port, "/"); // whoever came before this one has been accepted
                long told = System.nanoTime();
                weir.signal(signal);
                var ended = weir.end();

                assertEquals(0, ended.status());
                assertTrue(ended.err().contains("hard-stop-after: 1 connection was cut off"), ended.err());
                assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told) >= 300);
                assertEquals(-1, client.getInputStream().read());
            }
        }
    }

    @Test
    void newClientsAreServedWithinTheGraceOfASoftStop() throws Exception {
        WeirProcess.configuration(folder, port, "grace 1s");
        try (var weir = WeirProcess.start(folder, "-f", "weir.cfg")) {
            weir.awaitSaid("serves");
            weir.signal("USR1");
            weir.awaitSaid("stops softly");

            assertTrue(WeirProcess.get(port, "/").startsWith("HTTP/1.1 503 "));
            assertEquals(0, weir.end().status());
        }
    }

    @Test
    void whoComesWhileItIsPausedIsServedWhenItResumes() throws Exception {
        WeirProcess.configuration(folder, port);
        try (var weir = WeirProcess.start(folder, "-f", "weir.cfg")) {
            weir.awaitSaid("serves");
            weir.signal("TTOU");
            weir.awaitSaid("accepts nobody");
            try (var client = halfARequest()) {
                client.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
                client.setSoTimeout(200);
                assertThrows(
                        SocketTimeoutException.class,
                        () -> client.getInputStream().read());

                weir.signal("TTIN");
                client.setSoTimeout(10_000);
                var answer = new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertEquals("HTTP/1.1 503", answer);
            }
        }
    }

    private Socket halfARequest() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}

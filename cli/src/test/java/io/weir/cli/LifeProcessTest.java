package io.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeProcessTest {
    @TempDir
    private Path folder;

    private int port;

    @BeforeEach
    void configure() throws IOException {
        port = WeirProcess.freePort();
        WeirProcess.configuration(folder, port);
    }

    @Test
    void theLaunchedProcessServesAndSaysItsNumberUntilItIsTold() throws Exception {
        var pidFile = folder.resolve("pid");
        try (var weir = WeirProcess.start(folder, "-f", "weir.cfg", "-p", "pid")) {
            weir.awaitSaid("serves fe on 127.0.0.1:" + port);
            assertTrue(WeirProcess.get(port, "/").startsWith("HTTP/1.1 503 "));
            assertEquals(weir.pid() + "\n", Files.readString(pidFile));

            long told = System.nanoTime();
            weir.signal("TERM");

            assertEquals(0, weir.end().status());
            assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told) < 2000);
            assertFalse(Files.exists(pidFile));
            assertFalse(WeirProcess.listens(port));
        }
    }

    @Test
    void anInterruptEndsItWithTheStatusOfItsRole() throws Exception {
        try (var single = WeirProcess.start(folder, "-d", "-f", "weir.cfg")) {
            single.awaitSaid("serves");
            single.signal("INT");
            assertEquals(0, single.end().status());
        }
        try (var master = WeirProcess.start(folder, "-W", "-S", "127.0.0.1:1", "-q", "-f", "weir.cfg", "-p", "pid")) {
            master.awaitPort(port);
            while (!Files.exists(folder.resolve("pid"))) TimeUnit.MILLISECONDS.sleep(5);
            master.signal("INT");
            assertEquals(130, master.end().status());
        }
    }

    @Test
    void aClientThatStillHasARequestIsServedToTheEndOfASoftStop() throws Exception {
        try (var origin = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("more.cfg"), "backend be\n server s 127.0.0.1:" + origin.getLocalPort() + "\n");
            Files.writeString(
                    folder.resolve("weir.cfg"),
                    Files.readString(folder.resolve("weir.cfg")).replace("\nbackend be\n", "\n"));
            try (var weir = WeirProcess.start(folder, "-f", "weir.cfg", "-f", "more.cfg")) {
                weir.awaitSaid("serves");
                try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    client.getOutputStream()
                            .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    try (var server = origin.accept()) {
                        server.getInputStream().read();
                        weir.signal("USR1");
                        weir.awaitSaid("stops softly");
                        while (WeirProcess.listens(port)) TimeUnit.MILLISECONDS.sleep(5);
                        server.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlast"
                                        .getBytes(StandardCharsets.US_ASCII));
                    }
                    var answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("last"), answer);
                }
                assertEquals(0, weir.end().status());
            }
        }
    }

    @Test
    void everyReasonNotToStartIsNamed() throws Exception {
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var another = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("more.cfg"),
                    "frontend two\n mode http\n timeout client 1s\n bind 127.0.0.1:" + another.getLocalPort() + "\n");

            var ended = WeirProcess.run(folder, "-f", "weir.cfg", "-f", "more.cfg");

            assertEquals(1, ended.status());
            for (int taken : List.of(other.getLocalPort(), another.getLocalPort()))
                assertTrue(ended.err().contains("127.0.0.1:" + taken), ended.err());
            assertTrue(ended.err().contains("Address already in use"), ended.err());
            assertTrue(ended.err().contains("weir: weir.cfg:9:"), ended.err());
        }
    }

    @Test
    void tooFewDescriptorsAreNamedWithHowManyThereShouldBe() throws Exception {
        var command = "ulimit -n 300; exec '" + WeirProcess.PROGRAM + "' -n 1000 -f weir.cfg";
        try (var weir = WeirProcess.command(folder, List.of("sh", "-c", command))) {
            var ended = weir.end();

            assertEquals(1, ended.status());
            assertTrue(ended.err().contains("too few file descriptors for 'maxconn 1000'"), ended.err());
            assertTrue(ended.err().contains("ulimit -n"), ended.err());
        }
    }

    @Test
    void inTheBackgroundItServesOnceTheCommandHasReturned() throws Exception {
        var ended = WeirProcess.run(folder, "-D", "-f", "weir.cfg", "-p", "pid");

        assertEquals(0, ended.status(), ended.err());
        assertTrue(WeirProcess.get(port, "/").startsWith("HTTP/1.1 503 "));
        var serving = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
        var second = WeirProcess.run(folder, "-D", "-f", "weir.cfg", "-p", "pid2");
        assertEquals(1, second.status());
        assertTrue(second.err().contains("Address already in use"), second.err());
        serving.destroy();
        serving.onExit().get(10, TimeUnit.SECONDS);
        assertFalse(Files.exists(folder.resolve("pid")));
    }

    @Test
    void aHangUpReadsTheConfigurationAnew() throws Exception {
        try (var weir = WeirProcess.start(folder, "-f", "weir.cfg")) {
            weir.awaitSaid("serves");
            Files.writeString(folder.resolve("page.http"), "HTTP/1.0 503 Busy\r\n\r\nanother page");
            Files.writeString(folder.resolve("more.cfg"), "unused");
            Files.writeString(
                    folder.resolve("weir.cfg"),
                    Files.readString(folder.resolve("weir.cfg")) + "    errorfile 503 page.http\n");

            weir.signal("HUP");
            weir.awaitSaid("runs without rule scripts now");

            assertTrue(WeirProcess.get(port, "/").endsWith("another page"));
            Files.writeString(folder.resolve("weir.cfg"), "frontend fe\n nonsense\n");
            weir.signal("USR2");
            weir.awaitSaid("nothing was changed");
            assertTrue(weir.err().contains("weir.cfg:2:2: error: "), weir.err());
            assertTrue(WeirProcess.get(port, "/").endsWith("another page"));
        }
    }

    @Test
    void theReloadCommandBringsTheOutcomeBack() throws Exception {
        var socket = folder.resolve("s");
        WeirProcess.configuration(folder, port, "stats socket " + socket + " level admin");
        try (var weir = WeirProcess.start(folder, "-f", "weir.cfg")) {
            weir.awaitSaid("serves");

            var done = WeirProcess.run(folder, "reload", "-f", "weir.cfg");
            Files.writeString(folder.resolve("weir.cfg"), "frontend fe\n nonsense\n");
            var refused = WeirProcess.run(folder, "reload", "-s", socket.toString());

            assertEquals(0, done.status(), done.toString());
            assertEquals(1, refused.status(), refused.toString());
            assertTrue(refused.out().contains("weir.cfg:2:2: error: "), refused.out());
        }
    }

    @Test
    void aListeningSocketIsInherited() throws Exception {
        var handOver = """
                import os, socket, sys
                s = socket.socket(); s.bind(('127.0.0.1', int(sys.argv[2]))); s.listen(10)
                os.set_inheritable(s.fileno(), True); os.environ['fe'] = str(s.fileno())
                os.execv(sys.argv[1], [sys.argv[1], '-d', '-f', 'weir.cfg'])
                """;
        var text = Files.readString(folder.resolve("weir.cfg"));
        Files.writeString(folder.resolve("weir.cfg"), text.replace("127.0.0.1:" + port, "\"fd@${fe}\""));
        var command = List.of("python3", "-c", handOver, WeirProcess.PROGRAM, Integer.toString(port));
        try (var weir = WeirProcess.command(folder, command)) {
            weir.awaitSaid("serves");

            assertTrue(WeirProcess.get(port, "/").startsWith("HTTP/1.1 503 "));
            assertTrue(WeirProcess.get(port, "/").startsWith("HTTP/1.1 503 "));
        }
    }

    @Test
    void theDemoShowsItselfAndEnds() throws Exception {
        var ended = WeirProcess.run(folder, "demo", "--seconds", "3", "--port", Integer.toString(port));

        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.out().contains("curl -i http://127.0.0.1:" + port + "/"), ended.out());
        assertTrue(ended.out().contains("busy.js"), ended.out());
        assertTrue(ended.out().contains("fe_conn 120"), ended.out());
        assertTrue(ended.out().contains(", 0 failed."), ended.out());
    }
}

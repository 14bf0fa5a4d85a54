package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy is given the same requests: it refuses nothing that we take, and where we are stricter, we know it. */
class HaproxyOracleTest {
    private static final Path[] PLACES = {Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy")};

    @TempDir
    @Nullable Path folder;

    @Test
    void haproxyTakesAndRefusesWhatTheTablesSay() throws IOException, InterruptedException {
        Path program = haproxy();
        if (program == null || folder == null) {
            System.err.println("NOT RUN: the comparison with HAProxy, which is not installed");
            return;
        }
        long pid = start(program, folder);
        try {
            for (var legal : Requests.LEGAL) assertFalse(refuses(folder, legal.wire()), legal.wire());
            for (var illegal : Requests.ILLEGAL)
                assertEquals(
                        illegal.haproxy() == Requests.Haproxy.REFUSES, refuses(folder, illegal.wire()), illegal.wire());
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static @Nullable Path haproxy() {
        for (Path place : PLACES) if (Files.isExecutable(place)) return place;
        return null;
    }

    /** Returns its process; it has bound its socket then. */
    private static long start(Path program, Path folder) throws IOException, InterruptedException {
        Path config = folder.resolve("haproxy.cfg");
        Files.writeString(config, """
                defaults
                    mode http
                    timeout client 5s
                    timeout http-request 5s
                frontend f
                    bind unix@%s
                    http-request return status 200
                """.formatted(folder.resolve("socket")));
        Path pid = folder.resolve("pid");
        var process = new ProcessBuilder(program.toString(), "-D", "-f", config.toString(), "-p", pid.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output")));
        return Long.parseLong(Files.readString(pid).strip());
    }

    private static boolean refuses(Path folder, String request) throws IOException {
        try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(folder.resolve("socket")));
            socket.write(ByteBuffer.wrap(Wire.bytes(request)));
            var answer = ByteBuffer.allocate(4096);
            while (answer.position() < 12 && socket.read(answer) >= 0) {}
            String status = new String(answer.array(), 0, Math.min(12, answer.position()), ISO_8859_1);
            assertTrue(status.matches("HTTP/1.1 (200|400|422)"), status + " for " + request);
            return !status.endsWith("200");
        }
    }
}

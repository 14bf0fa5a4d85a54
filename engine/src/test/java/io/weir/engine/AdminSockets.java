package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A proxy's configuration with stats sockets of each level, and a client for them. */
abstract class AdminSockets {
    @TempDir
    Path folder;

    String configuration = "";

    @BeforeEach
    void configure() {
        configuration = """
                global
                    maxconn 50
                    stats socket %1$s/admin mode 640 level admin
                    stats socket %1$s/operator level operator
                    stats socket %1$s/user level user
                    stats timeout 5s
                    description hello world
                defaults
                    mode http
                    timeout connect 10s
                    timeout client 10s
                    timeout server 10s
                    maxconn 20
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    default_backend be
                    use_backend b2 if { path /b2 }
                backend be
                    server s1 127.0.0.1:27090 maxconn 3
                    server s2 127.0.0.1:27091 backup
                    server s3 127.0.0.1:27092 disabled weight 7
                backend b2
                    balance leastconn
                    server x 127.0.0.1:27099
                listen li
                    bind "127.0.0.1:${PORT2}"
                    http-request return status 200
                """.formatted(folder);
    }

    String ask(String socket, String line) throws IOException {
        try (var client = connect(socket)) {
            client.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
            return read(client);
        }
    }

    SocketChannel connect(String socket) throws IOException {
        var client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(folder.resolve(socket)));
        return client;
    }

    static String read(SocketChannel client) throws IOException {
        var text = new StringBuilder();
        var bytes = ByteBuffer.allocate(65536);
        while (client.read(bytes) >= 0) {
            text.append(UTF_8.decode(bytes.flip()));
            bytes.clear();
        }
        return text.toString();
    }
}

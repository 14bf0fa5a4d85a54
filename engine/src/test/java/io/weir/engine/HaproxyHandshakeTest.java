package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HAProxy and Weir make of the same first bytes of a connection: answer, end, log and counters. */
@Timeout(60)
class HaproxyHandshakeTest {
    private static final String V4 = "0102030405060708045708ae";

    @TempDir
    Path folder;

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Version 2: version with command, family with protocol, and what follows the length. */
    private static String bytes(String start, String rest) {
        byte[] header = HexFormat.of()
                .parseHex("0d0a0d0a000d0a515549540a" + start + "%04x".formatted(rest.length() / 2) + rest);
        return new String(header, StandardCharsets.ISO_8859_1);
    }

    static Stream<String> beginnings() {
        return Stream.of(
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222\r\n",
                "PROXY TCP6 2001:db8::1 ::1 1111 2222\r\n",
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN x\r\n",
                "PROXY TCP5 1.2.3.4 5.6.7.8 1 2\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222 3\r\n",
                "PROXY TCP4  1.2.3.4 5.6.7.8 1111 2222\r\n",
                "PROXY TCP6 1.2.3.4 ::2 1 2\r\n",
                "",
                bytes("2111", V4),
                bytes("2121", "20010db8000000000000000000000001" + "0".repeat(31) + "1045708ae"),
                bytes("2111", V4 + "05000178" + "02000179" + "040000"),
                bytes("2112", V4),
                bytes("2131", "00".repeat(216)),
                bytes("2100", ""),
                bytes("2000", ""),
                bytes("2011", V4 + "05000178"),
                bytes("2031", "ff"),
                bytes("2211", V4),
                bytes("1111", V4),
                bytes("2111", V4.substring(2)));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void theSameBecomesOfABeginning(String beginning) throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;
        List<String> theirs;
        List<String> ours;

        try (var haproxy = Haproxy.running(program, folder, configuration("theirs"));
                var client = Wire.to(haproxy.port())) {
            theirs = account(client, beginning, haproxy.port());
            theirs.add(masked(haproxy.logLine(), client));
            theirs.addAll(StatColumns.of(folder.resolve("theirs")));
        }
        try (var weir = Weir.running(configuration("ours"));
                var client = weir.connect()) {
            ours = account(client, beginning, weir.port());
            ours.add(masked(weir.logLine(), client));
            ours.addAll(StatColumns.of(folder.resolve("ours")));
        }

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    private static List<String> account(Wire client, String beginning, int port) throws Exception {
        var account = new ArrayList<String>();
        client.send(beginning + GET);
        try {
            String head = client.head();
            String seen = head.lines()
                    .filter(line -> line.startsWith("x: "))
                    .findFirst()
                    .orElse("no answer");
            account.add(seen.replace("" + client.localPort(), "CLIENT").replace("" + port, "PORT"));
        } catch (SocketException e) {
            account.add("reset");
        }
        return account;
    }

    private static String masked(String line, Wire client) {
        return line.replace("" + client.localPort(), "CLIENT").replaceAll("\\[[^]]*]", "[]");
    }

    private String configuration(String socket) {
        return """
                global
                    stats socket %s
                %s
                frontend fe
                    bind "127.0.0.1:${PORT}" accept-proxy
                    log "127.0.0.1:${LOG}" format raw local0
                    log-format "%%ci:%%cp %%f %%ST"
                    http-request return status 200 hdr x "%%[src]:%%[src_port] %%[dst]:%%[dst_port] %%[fc_rcvd_proxy] %%[fc_pp_unique_id] %%[fc_pp_authority]"
                """.formatted(folder.resolve(socket), Weir.DEFAULTS);
    }
}

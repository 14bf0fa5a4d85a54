package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** For the same requests and commands the real HAProxy and Weir choose the same servers. */
@Timeout(240)
class BalanceOracleTest {
    private static final List<String> KEYS = List.of(
            "source",
            "uri",
            "uri len 9",
            "uri depth 1",
            "uri depth 2 len 12",
            "uri whole",
            "uri path-only",
            "uri path-only whole depth 2",
            "url_param u",
            "url_param user check_post",
            "hdr(host)",
            "hdr(Host) use_domain_only",
            "hdr(x-key)",
            "hash req.hdr(x-key)",
            "hash url_param(p),add(3)",
            "hash src,ipmask(24)",
            "rdp-cookie");

    private static final List<String> HASH_TYPES = List.of(
            "map-based",
            "map-based sdbm avalanche",
            "map-based djb2",
            "map-based djb2 avalanche",
            "map-based wt6",
            "map-based wt6 avalanche",
            "map-based crc32",
            "map-based crc32 avalanche",
            "consistent",
            "consistent sdbm",
            "consistent djb2",
            "consistent djb2 avalanche",
            "consistent wt6",
            "consistent wt6 avalanche",
            "consistent crc32",
            "consistent crc32 avalanche");

    private static final String SERVERS = """
                server s1 "127.0.0.1:${S1}" weight 10
                server s2 "127.0.0.1:${S1}" weight 4 id 70
                server s3 "127.0.0.1:${S1}" weight 6
                server s4 "127.0.0.1:${S1}" weight 2 disabled
                server b1 "127.0.0.1:${S1}" weight 4 backup
                server b2 "127.0.0.1:${S1}" weight 8 backup
            """;

    private static final String FRONT = """
            global
                nbthread 1
                stats socket "FOLDER/SIDE.admin" level admin
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            frontend fe
                bind "127.0.0.1:${PORT}"
                http-request set-src req.hdr(x-src) if { req.hdr(x-src) -m found }
                use_backend "%[req.hdr(x-be)]"
                http-response set-header x-server "%[srv_name]"
            """;

    @TempDir
    Path folder;

    @Test
    void hundredsOfKeysOfEachKindLeadToTheSameServers() throws Exception {
        var backends = new LinkedHashMap<String, String>();
        for (String key : KEYS)
            for (String type : List.of("map-based", "consistent"))
                backends.put("b" + backends.size(), "balance " + key + "\n    hash-type " + type);
        for (String type : HASH_TYPES) backends.put("b" + backends.size(), "balance hash path\n    hash-type " + type);

        compare(backends, List.of(), 300);
    }

    @Test
    void theSameServersTakeOverWhenOthersGoOrChangeTheirWeights() throws Exception {
        var backends = new LinkedHashMap<String, String>();
        for (String algorithm : List.of("hash path", "hdr(x-key)", "url_param none"))
            for (String type : List.of("map-based", "consistent"))
                backends.put("b" + backends.size(), "balance " + algorithm + "\n    hash-type " + type);
        for (String algorithm : List.of("static-rr", "first", "hash path", "hash path\n    hash-type consistent")) {
            backends.put("b" + backends.size(), "balance " + algorithm);
            backends.put("b" + backends.size(), "balance " + algorithm + "\n    option allbackups");
        }

        compare(
                backends,
                List.of(
                        "disable server %/s1",
                        "enable server %/s4",
                        "set weight %/s3 50%",
                        "set server %/s3 weight 100%",
                        "set weight %/s2 20",
                        "set weight %/s2 x",
                        "set weight %/s2 257",
                        "set weight %/s2 -1%",
                        "set weight %/s2",
                        "get weight %/s2",
                        "enable server %/s1",
                        "set server %/s1 state drain",
                        "set weight %/s3 0",
                        "set weight %/s2 1",
                        "disable server %/s4",
                        "disable server %/s2",
                        "disable server %/b1",
                        "disable server %/b2",
                        "enable server %/b1",
                        "set weight %/s3 6",
                        "set server %/s1 state ready"),
                40);
    }

    @Test
    void noServerOfARingGetsMoreThanItsShareOfOneKey() throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;
        var backends = Map.of("be", "balance hash path\n    hash-type consistent\n    hash-balance-factor 130");

        List<String> theirs;
        var go = new CountDownLatch(1);
        try (var origin = Origin.holding(go, _ -> {});
                var haproxy = Haproxy.running(program, folder, configuration(backends, "theirs"), origin)) {
            theirs = loads(haproxy.port(), "theirs", go);
        }
        List<String> ours;
        var goOn = new CountDownLatch(1);
        try (var origin = Origin.holding(goOn, _ -> {});
                var weir = Weir.running(configuration(backends, "ours"), origin)) {
            ours = loads(weir.port(), "ours", goOn);
        }

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    /** What is at each server after each of some requests that all stay there. */
    private List<String> loads(int port, String side, CountDownLatch go) throws IOException {
        var loads = new ArrayList<String>();
        var clients = new ArrayList<Wire>();
        for (int i = 1; i <= 30; i++) {
            clients.add(Wire.to(port).send("GET /x HTTP/1.1\r\nHost: h\r\nX-Be: be\r\n\r\n"));
            var load = load(side);
            for (int tries = 0;
                    tries < 1000 && load.stream().mapToInt(Integer::parseInt).sum() < i;
                    tries++) load = load(side);
            loads.add(load.toString());
        }
        go.countDown();
        for (Wire client : clients) client.close();
        return loads;
    }

    private List<String> load(String side) throws IOException {
        return ask(side, "show stat")
                .lines()
                .filter(line -> line.matches("be,[sb][0-9],.*"))
                .map(line -> line.split(",", -1)[4])
                .toList();
    }

    private void compare(Map<String, String> backends, List<String> commands, int requests) throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;

        List<String> theirs;
        try (var origin = origin();
                var haproxy = Haproxy.running(program, folder, configuration(backends, "theirs"), origin)) {
            theirs = play(haproxy.port(), "theirs", backends, commands, requests);
        }
        List<String> ours;
        try (var origin = origin();
                var weir = Weir.running(configuration(backends, "ours"), origin)) {
            ours = play(weir.port(), "ours", backends, commands, requests);
        }

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    /** Answers every request; that connections are idle for long is nobody's fault. */
    private static Origin origin() throws IOException {
        return Origin.playing((wire, _) -> {
            try {
                for (String head = wire.message(); !head.isEmpty(); head = wire.message())
                    wire.send(Origin.response("x"));
            } catch (SocketTimeoutException idle) {
                wire.close();
            }
        });
    }

    private String configuration(Map<String, String> backends, String side) {
        var text = new StringBuilder(FRONT.replace("FOLDER", folder.toString()).replace("SIDE", side));
        backends.forEach((name, lines) -> text.append("backend ")
                .append(name)
                .append("\n    ")
                .append(lines)
                .append('\n')
                .append(SERVERS));
        return text.toString();
    }

    private List<String> play(int port, String side, Map<String, String> backends, List<String> commands, int requests)
            throws IOException {
        var transcript = new ArrayList<String>();
        for (String name : backends.keySet()) {
            transcript.add("== " + backends.get(name) + "\n" + servers(port, name, 0, requests));
            for (int i = 0; i < commands.size(); i++) {
                String command = commands.get(i).replace("%/", name + "/");
                transcript.add(command + " -> " + ask(side, command).strip());
                transcript.add(servers(port, name, (i + 1) * requests, requests));
            }
        }
        return transcript;
    }

    /** What came to which server, one line for each. */
    private static String servers(int port, String backend, int from, int count) throws IOException {
        var text = new StringBuilder();
        try (var client = Wire.to(port)) {
            for (int i = from; i < from + count; i++) {
                String request = request(i);
                String head = client.send(request.replace("BACKEND", backend)).message();
                text.append(request.lines().findFirst().orElse(""))
                        .append(" -> ")
                        .append(head.lines()
                                .filter(line -> line.startsWith("x-server") || line.startsWith("HTTP/1.1 5"))
                                .findFirst()
                                .orElse("?"))
                        .append('\n');
                if (head.startsWith("HTTP/1.1 5")) return text.toString();
            }
        }
        return text.toString();
    }

    /** Of all forms; some lack what others are hashed by. */
    private static String request(int i) {
        String query =
                i % 5 == 0 ? "" : "?x=" + i % 3 + "&u=" + i * 31 + "&user=n" + i * 7 + (i % 2 == 0 ? "&p=9" : "");
        String path = "/dir" + i % 7 + "/x" + i * 13 + "/y" + i % 3 + "/" + "z".repeat(i % 20) + query;
        String target = i % 11 == 0 ? "http://h" + i % 4 + ".test" + path : path;
        String host = i % 11 == 0 ? "h" + i % 4 + ".test" : "www" + i + ".d" + i * 3 + (i % 6 == 0 ? "" : ".example");
        String source = i % 4 == 0 ? "2001:db8::" + Integer.toHexString(i * 77) : "10." + i % 250 + "." + i % 9 + ".1";
        String key = i % 13 == 0 ? "" : "X-Key: k" + i * 17 + (i % 3 == 0 ? ", other" : "") + "\r\n";
        boolean post = i % 10 == 5;
        String body = post ? "a=1&user=b" + i + "&u=" + i * 5 : "";
        return (post ? "POST " : "GET ") + target + " HTTP/1.1\r\nHost: " + host + "\r\nX-Be: BACKEND\r\nX-Src: "
                + source + "\r\n" + key + (post ? "Content-Length: " + body.length() + "\r\n" : "") + "\r\n" + body;
    }

    private String ask(String side, String command) throws IOException {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(folder.resolve(side + ".admin")));
            client.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
            return AdminSockets.read(client);
        }
    }
}

package io.weir.engine;

import java.io.IOException;
import java.util.stream.Stream;

/** What clients and servers do to HAProxy and to Weir alike. Any thread. */
final class AccountScenarios {
    static final String ERROR_FILE = "HTTP/1.0 503 Busy\r\nContent-Length: 4\r\nRetry-After: 7\r\n\r\nbusy";

    private static final String GET = "GET /path?query HTTP/1.1\r\nHost: example.org\r\nUser-Agent: test/1\r\n\r\n";
    private static final String OK =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nServer:  x \r\nContent-Length: 5\r\n\r\nhello";

    /** Two of its value do not fit into a buffer. */
    private static final String BIG = "    http-request set-var(txn.big) req.hdr(x-big)\n";

    private static final String BIG_GET =
            "GET /path HTTP/1.1\r\nHost: example.org\r\nX-Big: " + "b".repeat(9000) + "\r\n\r\n";

    private AccountScenarios() {}

    /** @param lines that the log gets */
    record Scenario(String name, String configuration, Server origin, Client client, int lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes the server. */
    interface Server {
        Origin start() throws IOException;
    }

    /** What the client does, up to the end of its connection. */
    interface Client {
        void play(int port) throws Exception;
    }

    static Stream<Scenario> all() {
        return Stream.of(
                ends("a server's answer", "", "", says(OK), sends(GET)),
                ends(
                        "a server's answer that closes",
                        "",
                        "",
                        says(OK.replace("Server:", "Connection: close\r\nServer:")),
                        sends(GET)),
                ends("an answer to HEAD", "", "", says(OK.replace("hello", "")), sendsHead(GET.replace("GET", "HEAD"))),
                ends("a body up to the close", "", "", says("HTTP/1.0 200 OK\r\n\r\nhello"), sends(GET)),
                ends(
                        "a body in chunks",
                        "",
                        "",
                        says(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;x=y\r\nyou\r\n0\r\n\r\n"),
                        sends(GET)),
                ends(
                        "a body in chunks with a trailer",
                        "",
                        "",
                        says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: bc\r\n\r\n"),
                        sends(GET)),
                ends(
                        "an uploaded body",
                        "",
                        "",
                        says(OK),
                        sends("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")),
                ends(
                        "an uploaded body in chunks",
                        "",
                        "",
                        says(OK),
                        sends(
                                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n")),
                ends(
                        "changed heads",
                        "    http-request set-header x-a bcdef\n    http-response set-header y-a bcdef\n    http-after-response set-header z-a bcdef\n",
                        "",
                        says(OK),
                        sends(GET)),
                ends("an interim answer", "", "", says("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK), sends(GET)),
                ends("a request on a kept connection", "", "", saysTwice(OK), AccountScenarios::twice, 2),
                ends("deny", "    http-request deny\n", "", says(OK), sends(GET)),
                ends("deny for HEAD", "    http-request deny\n", "", says(OK), sendsHead(GET.replace("GET", "HEAD"))),
                ends(
                        "deny with a status of an error file",
                        "    errorfile 503 FOLDER/503.http\n    http-request deny deny_status 503\n",
                        "",
                        says(OK),
                        sends(GET)),
                ends("deny in the backend", "", "    http-request deny\n", says(OK), sends(GET)),
                ends(
                        "return",
                        "    http-request return status 200 content-type text/plain string hello hdr x-a b\n",
                        "",
                        says(OK),
                        sends(GET)),
                ends(
                        "return in the backend",
                        "",
                        "    http-request return status 200 content-type text/plain string hello\n",
                        says(OK),
                        sends(GET)),
                ends("return without a body", "    http-request return status 200\n", "", says(OK), sends(GET)),
                ends(
                        "return with a field of every answer",
                        "    http-after-response set-header x-after abc\n    http-request return status 204\n",
                        "",
                        says(OK),
                        sends(GET)),
                ends("redirect", "    http-request redirect location /there\n", "", says(OK), sends(GET)),
                ends(
                        "redirect of HTTP/1.0",
                        "    http-request redirect prefix http://other code 301\n",
                        "",
                        says(OK),
                        sends("GET / HTTP/1.0\r\n\r\n")),
                ends("tarpit", "    timeout tarpit 100ms\n    http-request tarpit\n", "", says(OK), sends(GET)),
                ends("no server", "", "    server s2 127.0.0.1:9 disabled\n", says(OK), sends(GET), "s1-disabled"),
                ends("http-response deny", "    http-response deny\n", "", says(OK), sends(GET)),
                ends(
                        "http-response deny in the backend",
                        "",
                        "    http-response deny deny_status 502\n",
                        says(OK),
                        sends(GET)),
                ends("tcp-response reject", "", "    tcp-response content reject\n", says(OK), sends(GET)),
                ends("tcp-response close", "", "    tcp-response content close\n", says(OK), sends(GET)),
                ends(
                        "tcp-response reject of an answer",
                        "",
                        "    tcp-response inspect-delay 300\n    tcp-response content reject if { status 200 }\n",
                        says(OK),
                        sends(GET)),
                ends(
                        "tcp-response close of an answer",
                        "",
                        "    tcp-response inspect-delay 300\n    tcp-response content close if { status 200 }\n",
                        says(OK),
                        sends(GET)),
                ends(
                        "rewritings that fail",
                        BIG
                                + "    http-request strict-mode off\n    http-request add-header x-b %[var(txn.big)]\n    http-request add-header x-c %[var(txn.big)]\n",
                        "    http-request strict-mode off\n    http-request add-header x-b %[var(txn.big)]\n    http-request add-header x-c %[var(txn.big)]\n    http-response strict-mode off\n    http-response add-header x-b %[var(txn.big)]\n    http-response add-header x-c %[var(txn.big)]\n",
                        says(OK),
                        sends(BIG_GET)),
                ends(
                        "rewritings that fail on the way back",
                        BIG
                                + "    http-response strict-mode off\n    http-response add-header x-b %[var(txn.big)]\n    http-response add-header x-c %[var(txn.big)]\n",
                        "",
                        says(OK),
                        sends(BIG_GET)),
                ends(
                        "rewritings that fail behind",
                        BIG
                                + "    http-after-response strict-mode off\n    http-after-response add-header x-b %[var(txn.big)]\n    http-after-response add-header x-c %[var(txn.big)]\n",
                        "",
                        says(OK),
                        sends(BIG_GET)),
                ends(
                        "a rewriting that ends the request",
                        BIG
                                + "    http-request add-header x-b %[var(txn.big)]\n    http-request add-header x-c %[var(txn.big)]\n",
                        "",
                        says(OK),
                        sends(BIG_GET)),
                ends(
                        "a rewriting that ends the request in the backend",
                        BIG + "",
                        "    http-request add-header x-b %[var(txn.big)]\n    http-request add-header x-c %[var(txn.big)]\n",
                        says(OK),
                        sends(BIG_GET)),
                ends(
                        "a rewriting that ends the response",
                        BIG + "",
                        "    http-response add-header x-b %[var(txn.big)]\n    http-response add-header x-c %[var(txn.big)]\n",
                        says(OK),
                        sends(BIG_GET)),
                ends(
                        "http-response return",
                        "",
                        "    http-response return status 200 string x content-type a/b\n",
                        says(OK),
                        sends(GET)),
                ends("a bad response", "", "", says("HTTP/1.1 2x0 OK\r\n\r\n"), sends(GET)),
                ends("a response with a bad field", "", "", says("HTTP/1.1 200 OK\r\nA B: c\r\n\r\n"), sends(GET)),
                ends("an empty response", "", "", says(""), sends(GET)),
                ends("half a response head", "", "", says("HTTP/1.1 200 OK\r\nA: b"), sends(GET)),
                ends(
                        "retries for a status that is named",
                        "",
                        "    retry-on 503\n",
                        says("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
                        sends(GET)),
                ends("retries for junk", "", "    retry-on junk-response\n", says("gibberish\r\n\r\n"), sends(GET)),
                ends("retries for half a head", "", "    retry-on empty-response\n", says("HTTP/1.1 200"), sends(GET)),
                ends(
                        "a retry that helps",
                        "",
                        "    retry-on empty-response\n",
                        AccountScenarios::emptyAtFirst,
                        sends(GET)),
                ends(
                        "half a response body",
                        "",
                        "",
                        says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"),
                        sends(GET)),
                ends(
                        "bad chunks",
                        "",
                        "",
                        says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nx\r\n\r\n"),
                        sends(GET)),
                ends("a refused connection", "", "    retries 1\n", AccountScenarios::gone, sends(GET)),
                ends("a silent server", "", "    timeout server 200ms\n", AccountScenarios::silent, sends(GET)),
                ends("a bad request", "", "", says(OK), sends("GET / HTTP/1.1\r\nHost x\r\n\r\n")),
                ends(
                        "a request that comes too slowly",
                        "    timeout http-request 200ms\n",
                        "",
                        says(OK),
                        sends("GET / HTTP/1.1\r\nHost: ")),
                ends("a silent client", "    timeout http-request 200ms\n", "", says(OK), sends("")),
                ends("a client that leaves at once", "", "", says(OK), resets("")),
                ends("a client that closes at once", "", "", says(OK), half("")),
                ends("half a request", "", "", says(OK), half("GET / HTTP/1.1\r\nHost: ")),
                ends(
                        "half a body",
                        "",
                        "    timeout server 300ms\n",
                        AccountScenarios::silent,
                        resets("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo")),
                ends(
                        "a client that half-closes while the server thinks",
                        "",
                        "    timeout server 300ms\n",
                        AccountScenarios::silent,
                        half(GET)),
                ends(
                        "a queue's timeout",
                        "",
                        "    timeout queue 200ms\n    timeout server 1s\n",
                        AccountScenarios::silent,
                        AccountScenarios::second,
                        2,
                        "s1-maxconn 1"),
                listen("a listen that denies", "    http-request deny\n"),
                listen("a listen that answers", ""));
    }

    private static Scenario listen(String name, String lines) {
        String text = Weir.DEFAULTS + """
                listen fe
                    bind "127.0.0.1:${PORT}"
                    log "127.0.0.1:${LOG}" format raw local0
                    option httplog
                    server s1 "127.0.0.1:${S1}"
                """ + lines;
        return new Scenario(name, text, says(OK), sends(GET), 1);
    }

    private static Scenario ends(String name, String frontend, String backend, Server origin, Client client) {
        return ends(name, frontend, backend, origin, client, 1);
    }

    private static Scenario ends(
            String name, String frontend, String backend, Server origin, Client client, int lines) {
        return ends(name, frontend, backend, origin, client, lines, "s1-");
    }

    private static Scenario ends(
            String name, String frontend, String backend, Server origin, Client client, String s1) {
        return ends(name, frontend, backend, origin, client, 1, s1);
    }

    private static Scenario ends(
            String name, String frontend, String backend, Server origin, Client client, int lines, String s1) {
        String server = "    server s1 \"127.0.0.1:${S1}\" " + s1.substring(3) + "\n";
        return new Scenario(name, Weir.configuration(frontend, backend + server), origin, client, lines);
    }

    // ---- servers

    /** Says that to its first request and ends. */
    private static Server says(String answer) {
        return () -> Origin.playing((wire, _) -> {
            if (wire.message().isEmpty()) return;
            wire.send(answer);
        });
    }

    private static Server saysTwice(String answer) {
        return () -> Origin.playing((wire, _) -> {
            while (!wire.message().isEmpty()) wire.send(answer);
        });
    }

    private static Origin gone() throws IOException {
        var origin = Origin.playing((_, _) -> {});
        origin.close();
        return origin;
    }

    private static Origin emptyAtFirst() throws IOException {
        return Origin.playing((wire, number) -> {
            wire.message();
            wire.send(number == 1 ? "" : OK);
        });
    }

    private static Origin silent() throws IOException {
        return Origin.playing((wire, _) -> {
            wire.message();
            wire.rest();
        });
    }

    // ---- clients

    /** Sends that, reads everything and ends. */
    private static Client sends(String request) {
        return port -> {
            try (var wire = Wire.to(port)) {
                wire.send(request).message();
            }
        };
    }

    private static Client sendsHead(String request) {
        return port -> {
            try (var wire = Wire.to(port)) {
                wire.send(request).head();
            }
        };
    }

    private static Client half(String request) {
        return port -> {
            try (var wire = Wire.to(port)) {
                wire.send(request).finish().rest();
            }
        };
    }

    private static Client resets(String request) {
        return port -> {
            try (var wire = Wire.to(port)) {
                wire.send(request).pause(200);
                wire.reset();
            }
        };
    }

    private static void twice(int port) throws IOException {
        try (var wire = Wire.to(port)) {
            wire.send(GET).message();
            wire.send(GET).message();
        }
    }

    /** Waits behind another one for the server's only slot, in vain. */
    private static void second(int port) throws IOException {
        try (var first = Wire.to(port);
                var wire = Wire.to(port)) {
            first.send(GET).pause(200);
            wire.send(GET).message();
            first.message();
        }
    }
}

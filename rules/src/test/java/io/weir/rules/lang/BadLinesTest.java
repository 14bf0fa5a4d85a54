package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One wrong line each, and the exact words about it. */
class BadLinesTest {
    private static final String TIME =
            " (expected a time: a number with us, ms (default), s, m, h or d, at most 2147483647ms)";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "maxcon 5 ~ 2:2: error: unknown keyword 'maxcon' in section 'global' (expected 'maxconn')",
                "nonsense ~ 2:2: error: unknown keyword 'nonsense' in section 'global'",
                "maxconn ~ 2:9: error: 'maxconn' lacks an argument (expected a number of 0 to 2147483647)",
                "maxconn ten ~ 2:10: error: 'maxconn': 'ten' is not valid (expected a number of 0 to 2147483647)",
                "maxconn 2147483648 ~ 2:10: error: 'maxconn': '2147483648' is not valid (expected a number of 0 to 2147483647)",
                "maxconn 1 2 ~ 2:12: error: 'maxconn' takes no further argument '2'",
                "nbthread 65 ~ 2:11: error: 'nbthread': '65' is not valid (expected a number of 1 to 64)",
                "mode http ~ 2:2: error: 'mode' is not allowed in a 'global' section (expected defaults, frontend, backend or listen)",
                "cpu-map auto:1 0 ~ 2:2: error: HAProxy's keyword 'cpu-map' is not supported by Weir yet",
                "stats maxconn 5 ~ 2:2: error: HAProxy's keyword 'stats maxconn' is not supported by Weir yet",
                "stats socke /x ~ 2:8: error: unknown keyword 'stats socke' in section 'global' (expected 'stats socket')",
                "stats ~ 2:7: error: 'stats' lacks an argument (expected bind-process, maxconn, socket or timeout)",
                "stats socket /x mode 9 ~ 2:23: error: 'stats socket': '9' is not valid (expected permissions in octal, such as 660)",
                "stats socket /x level root ~ 2:24: error: 'stats socket': 'root' is not valid (expected admin, operator or user)",
                "stats socket fd@ ~ 2:15: error: 'stats socket': 'fd@' is not valid (expected fd@ and the number of an inherited descriptor)",
                "log 127.0.0.1 ~ 2:15: error: 'log' lacks an argument (expected a facility)",
                "log 127.0.0.1 local0 loud ~ 2:23: error: 'log': 'loud' is not valid (expected emerg, alert, crit, err, warning, notice, info or debug)",
                "log 127.0.0.1 len 79 local0 ~ 2:20: error: 'log': '79' is not valid (expected a number of 80 to 65535)",
                "log 127.0.0.1 format x local0 ~ 2:23: error: 'log': 'x' is not valid (expected iso, local, priority, raw, rfc3164, rfc5424, short or timed)",
                "log ring@r local0 ~ 2:6: error: 'log': 'ring@' is not supported by Weir yet",
                "log 127.0.0.1 sample 1 local0 ~ 2:23: error: 'log': '1' is not valid"
                        + " (expected ranges and a size such as 1,3-5:10)",
                "log 127.0.0.1 sample 1-3,2:5 local0 ~ 2:23: error: 'log': '1-3,2:5' is not valid"
                        + " (expected ranges that do not overlap)",
                "log 127.0.0.1 sample 3:2 local0 ~ 2:23: error: 'log': '3:2' is not valid"
                        + " (expected a size of at least 3, the end of the last range)",
                "log ring@x local0 ~ 2:6: error: 'log': 'ring@' is not supported by Weir yet",
                "tune.bufsize 1x ~ 2:15: error: 'tune.bufsize': '1x' is not valid (expected a size: a number of bytes, or with k, m or g)",
                "tune.bufsize 4g ~ 2:15: error: 'tune.bufsize': '4g' is not valid (expected a size of 1024 to 268435456 bytes)",
                "tune.http.maxhdr 0 ~ 2:19: error: 'tune.http.maxhdr': '0' is not valid (expected a number of 1 to 32767)",
                "tune.http.maxhdr 32768 ~ 2:19: error: 'tune.http.maxhdr': '32768' is not valid (expected a number of 1 to 32767)",
                "no daemon ~ 2:2: error: 'daemon' cannot be preceded by 'no'",
                "default-path here ~ 2:15: error: 'default-path': 'here' is not valid (expected config, current, origin or parent)",
                "user nobody ~ 2:2: error: 'user' is not supported by Weir, which keeps the rights that it is started with"
                        + " (expected no such line: start Weir as the user it shall run as, for instance by systemd's User= and"
                        + " AmbientCapabilities=CAP_NET_BIND_SERVICE)",
                "ulimit-n 100 ~ 2:2: warning: 'ulimit-n' has no effect in Weir",
                "nbproc 1 ~ 2:2: warning: 'nbproc' has no effect in Weir",
                "no set-dumpable ~ 2:2: warning: 'set-dumpable' has no effect in Weir",
                "tune.maxaccept 5 ~ 2:2: warning: 'tune.maxaccept' has no effect in Weir",
            })
    void inGlobal(String line, String problem) {
        assertEquals(List.of("w.cfg:" + problem), Texts.problems("global\n " + line + "\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "optoin httplog ~ 8:2: error: unknown keyword 'optoin' in section 'listen' (expected 'option httplog')",
                "option htplog ~ 8:9: error: unknown keyword 'option htplog' in section 'listen' (expected 'option httplog')",
                "option ~ 8:8: error: 'option' lacks an argument",
                "option httplog x ~ 8:17: error: 'option httplog': 'x' is not valid (expected clf or nothing)",
                "option jsonlog x ~ 8:17: error: 'option jsonlog': 'x' is not valid (expected nothing)",
                "log-format a b ~ 8:15: error: 'log-format' takes one argument, and 'b' is another"
                        + " (expected quotes around the whole text, or '\\ ' for its spaces)",
                "unique-id-format %[be_conn(nowhere)] ~ 8:19: error: no backend 'nowhere'",
                "error-log-format %[path] ~ 8:19: error: 'path' is about the request, whose head is gone where this"
                        + " stands (expected a variable that 'http-request set-var' took it into)",
                "error-log-format %[res.hdr(a)] ~ 8:19: error: 'res.hdr' is about the response, whose head is gone where"
                        + " this stands (expected a variable that 'http-response set-var' took it into)",
                "log-format-sd %{+Q ~ 8:16: error: '{' is not closed (expected '}')",
                "tcp-request content capture path id 0 ~ 8:35: error: 'capture': 'id' is not valid (expected len)",
                "http-request capture path id 0 ~ 8:31: error: there is no slot 0: 0 are declared so far"
                        + " (expected 'declare capture request len' before it)",
                "unique-id-header a:b ~ 8:19: error: 'unique-id-header': 'a:b' is not valid"
                        + " (expected a header's name (RFC 9110 section 5.1))",
                "capture request header Host ~ 8:29: error: 'capture request' lacks an argument (expected len)",
                "capture cookie SID len 0 ~ 8:25: error: 'capture cookie': '0' is not valid"
                        + " (expected a number of 1 to 65535)",
                "declare capture both len 4 ~ 8:18: error: 'declare capture': 'both' is not valid"
                        + " (expected request or response)",
                "no option httplog ~ 8:2: error: 'option httplog' cannot be preceded by 'no'",
                "default option forwardfor ~ 8:2: error: 'option forwardfor' cannot be preceded by 'default'",
                "option forwardfor except 10.0.0.0/33 ~ 8:27: error: 'option forwardfor': '10.0.0.0/33' is not valid"
                        + " (expected an IP address or address/prefix, such as 10.0.0.0/8)",
                "option forwardfor header a:b ~ 8:27: error: 'option forwardfor': 'a:b' is not valid (expected a header's name (RFC 9110 section 5.1))",
                "option splice-auto ~ 8:2: warning: 'option splice-auto' has no effect in Weir",
                "no ~ 8:4: error: a keyword is missing (expected an option or 'log')",
                "timeout foo 5 ~ 8:10: error: unknown keyword 'timeout foo' in section 'listen' (expected check, client,"
                        + " client-fin, connect, http-keep-alive, http-request, queue, server, server-fin, tarpit or tunnel)",
                "timeout clitimeout 5 ~ 8:10: error: unknown keyword 'timeout clitimeout' in section 'listen' (expected 'timeout client')",
                "timeout queue 5 s ~ 8:18: error: 'timeout queue' takes no further argument 's'",
                "bind :99999 ~ 8:7: error: 'bind': ':99999' is not valid (expected a port of 1 to 65535 or a range such as 8000-8010)",
                "bind :90-80 ~ 8:7: error: 'bind': ':90-80' is not valid (expected a port of 1 to 65535 or a range such as 8000-8010)",
                "bind 10.0.0.1 ~ 8:7: error: 'bind': '10.0.0.1' lacks a port (expected a port of 1 to 65535 or a range such as 8000-8010)",
                "bind 10.0.0.256:80 ~ 8:7: error: 'bind': '10.0.0.256:80' is not valid (expected an IP address or a host name)",
                "bind ipv4@[::1]:80 ~ 8:7: error: 'bind': 'ipv4@[::1]:80' is not valid (expected an IPv4 address)",
                "bind abns@x ~ 8:7: error: 'bind': 'abns@' is not supported by Weir yet",
                "bind :81 ssl ~ 8:11: error: 'bind': HAProxy's parameter 'ssl' is not supported by Weir yet",
                "bind :81 maxcon 5 ~ 8:11: error: 'bind': unknown parameter 'maxcon' (expected 'maxconn')",
                "bind :81 nice 5 ~ 8:11: warning: 'bind': 'nice' has no effect in Weir",
                "bind :81 user root ~ 8:11: error: 'bind': 'user' is not supported by Weir, which keeps the rights that it"
                        + " is started with (expected 'mode', and a folder that belongs to that user)",
                "server s ~ 8:10: error: 'server' lacks an argument (expected an address)",
                "server s@ 10.0.0.1:80 ~ 8:9: error: 'server': 's@' is not valid (expected a name of letters, digits, '-', '_', '.' and ':')",
                "server s 10.0.0.1:80-90 ~ 8:11: error: 'server': '10.0.0.1:80-90' is not valid (expected a port of 1 to 65535 or a range such as 8000-8010)",
                "server s ${NOWHERE_TO_BE_SEEN}:80 ~ 8:11: warning: 'server': there is no environment variable 'NOWHERE_TO_BE_SEEN'",
                "server s *:+x ~ 8:11: error: 'server': '*:+x' is not valid (expected a port of 1 to 65535 or a range such as 8000-8010)",
                "server s 10.0.0.1:80 pool-max-conn -2 ~ 8:37: error: 'server': '-2' is not valid (expected a number of -1 to 2147483647)",
                "server s 10.0.0.1:80 pool-low-conn -1 ~ 8:37: error: 'server': '-1' is not valid (expected a number of 0 to 2147483647)",
                "server s 10.0.0.1:80 max-reuse x ~ 8:33: error: 'server': 'x' is not valid (expected a number of -1 to 2147483647)",
                "server s 10.0.0.1:80 pool-purge-delay x ~ 8:40: error: 'server': 'x' is not valid" + TIME,
                "dispatch 10.0.0.1 ~ 8:11: error: 'dispatch': '10.0.0.1' is not valid (expected an address with its port)",
                "dispatch *:80 ~ 8:11: error: 'dispatch': '*:80' is not valid (expected an address with its port)",
                "dispatch 10.0.0.1:80 x ~ 8:23: error: 'dispatch' takes no further argument 'x'",
                "server s 10.0.0.1:80 check ~ 8:23: error: 'server': HAProxy's parameter 'check' is not supported by Weir yet",
                "server s 10.0.0.1:80 wieght 5 ~ 8:23: error: 'server': unknown parameter 'wieght' (expected 'weight')",
                "server s 10.0.0.1:80 weight 257 ~ 8:30: error: 'server': '257' is not valid (expected a number of 0 to 256)",
                "errorfile 599 /x ~ 8:12: error: 'errorfile': '599' is not valid (expected 200, 400, 401, 403, 404, 405, 407,"
                        + " 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503 or 504)",
                "errorfile 503 /no/such/file ~ 8:16: error: 'errorfile': /no/such/file does not exist",
                "rules no-such.js ~ 8:8: error: 'rules': cannot read no-such.js (expected a JavaScript module)",
                "on-rule-error panic ~ 8:16: error: 'on-rule-error': 'panic' is not valid (expected default or deny)",
                "nbthread 4 ~ 8:2: error: 'nbthread' is not allowed in a 'listen' section (expected global)",
                "default_backend nope ~ 8:18: error: 'default_backend': no backend 'nope'",
                "default_backend l ~ 8:18: error: 'default_backend': listen 'l' would send to itself",
                "use_backend nope ~ 8:14: error: 'use_backend': no backend 'nope'",
            })
    void inAProxy(String line, String problem) {
        assertEquals(List.of("w.cfg:" + problem), Texts.problems(Texts.LISTEN + " " + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"5x", "-5", "5S", "5 s ms", "25d", "99999999999999999999", "s"})
    void aTimeHasAUnitAndALimit(String value) {
        var problems = Texts.problems(Texts.LISTEN + " timeout queue '" + value + "'\n");

        assertEquals(List.of("w.cfg:8:16: error: 'timeout queue': '" + value + "' is not valid" + TIME), problems);
    }

    @Test
    void wordsOfOtherSectionsAreToldApartFromUnknownOnes() {
        var text = """
                global
                defaults
                    bind :80
                    acl a path /
                backend b
                    backlog 5
                    default_backend b
                frontend f
                    bind :80
                    timeout client 1s
                    balance leastconn
                    server s 127.0.0.1:80
                """;

        assertEquals(
                List.of(
                        "w.cfg:3:5: error: 'bind' is not allowed in a 'defaults' section (expected frontend, listen or peers)",
                        "w.cfg:4:5: error: 'acl' is not allowed in an anonymous 'defaults' section (expected 'defaults' with"
                                + " a name)",
                        "w.cfg:6:5: warning: 'backlog' is ignored: backend 'b' has no clients (expected defaults,"
                                + " frontend or listen)",
                        "w.cfg:7:5: error: 'default_backend' is not allowed in a 'backend' section (expected defaults,"
                                + " frontend or listen)",
                        "w.cfg:11:5: warning: 'balance' is ignored: frontend 'f' has no servers (expected defaults, backend"
                                + " or listen)",
                        "w.cfg:12:5: error: 'server' is not allowed in a 'frontend' section (expected backend, listen or peers)"),
                Texts.problems(text));
    }

    @Test
    void sectionsThatAreWrongAreSkippedWhole() {
        var text = """
                maxconn 5
                mailers m
                    mailer a 127.0.0.1:1
                resolvers r
                    nameserver a 127.0.0.1:53
                frontend
                    bind :80
                frontend a@
                    bind :80
                frontend a from nope
                    bind :80
                global x
                    nonsense
                """;

        assertEquals(
                List.of(
                        "w.cfg:1:1: error: 'maxconn' stands outside of any section (expected global, defaults, frontend,"
                                + " backend or listen before it)",
                        "w.cfg:2:1: error: HAProxy's section 'mailers' is not supported by Weir yet",
                        "w.cfg:4:1: error: HAProxy's section 'resolvers' is not supported by Weir yet",
                        "w.cfg:6:9: error: 'frontend' lacks a name (expected a name)",
                        "w.cfg:8:10: error: 'frontend': 'a@' is not valid (expected a name of letters, digits, '-', '_', '.'"
                                + " and ':')",
                        "w.cfg:10:17: error: no 'defaults' section of that name before: 'nope'",
                        "w.cfg:12:8: error: 'global' takes no further argument 'x'"),
                Texts.problems(text));
    }

    @Test
    void everyProblemOfABadFileIsSaidAtOnceInTheOrderOfTheText() {
        var text = """
                global
                    maxcon 5
                    node "unclosed
                defaults
                    mode htpp
                    timeout client 5x
                frontend f
                    bind 80
                    default_backend ap
                backend app
                    server a 127.0.0.1:80
                    server a 127.0.0.1:81
                frontend f
                    bind :82
                """;

        assertEquals(
                List.of(
                        "w.cfg:2:5: error: unknown keyword 'maxcon' in section 'global' (expected 'maxconn')",
                        "w.cfg:3:10: error: unmatched quote (expected a closing \")",
                        "w.cfg:5:10: error: 'mode': 'htpp' is not valid (expected http or tcp)",
                        "w.cfg:6:20: error: 'timeout client': '5x' is not valid" + TIME,
                        "w.cfg:7:1: warning: frontend 'f' lacks timeouts, so that a silent peer holds its connection for ever"
                                + " (expected 'timeout client')",
                        "w.cfg:7:1: warning: frontend 'f' listens nowhere (expected 'bind')",
                        "w.cfg:8:10: error: 'bind': '80' lacks a port (expected a port of 1 to 65535 or a range such as"
                                + " 8000-8010)",
                        "w.cfg:9:21: error: 'default_backend': no backend 'ap' (expected 'app')",
                        "w.cfg:10:1: warning: backend 'app' lacks timeouts, so that a silent peer holds its connection for"
                                + " ever (expected 'timeout connect', 'timeout server')",
                        "w.cfg:12:12: error: server 'a' was already defined at w.cfg:11 (expected another name)",
                        "w.cfg:13:1: error: frontend 'f' has the same name as frontend 'f' declared at w.cfg:7 (expected"
                                + " another name)",
                        "w.cfg:13:1: warning: frontend 'f' lacks timeouts, so that a silent peer holds its connection for"
                                + " ever (expected 'timeout client')"),
                Texts.problems(text));
    }

    @Test
    void aLastLineWithoutItsEndMayBeTruncated() {
        assertEquals(
                List.of("w.cfg:2:8: error: the last line has no end, the file may be truncated (expected a line feed)"),
                Texts.problems("global\n daemon"));
    }

    @Test
    void linesMayEndInTheMannerOfWindows() {
        assertEquals(5, Texts.accepted("global\r\n maxconn 5\r\n").global().maxConnections());
    }

    @Test
    void namesThatAreNotAsciiAreShownReadably() {
        assertEquals(
                List.of("w.cfg:2:2: error: unknown keyword 'größe' in section 'global'"),
                Texts.problems("global\n größe 5\n"));
    }
}

package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private static final String HTTP =
            "defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n";

    @ParameterizedTest(name = "{0} a, {1} a")
    @CsvSource({
        "frontend, frontend, true", "frontend, listen, true", "listen, frontend, true", "listen, listen, true",
        "listen, backend, true", "backend, listen, true", "backend, backend, true", "frontend, backend, false",
        "backend, frontend, false"
    })
    void proxiesWithACommonSideHaveDifferentNames(String first, String second, boolean wrong) {
        var text = HTTP + first + " a\n" + bind(first) + second + " a\n" + bind(second);

        int line = bind(first).isEmpty() ? 7 : 8;
        assertEquals(
                wrong
                        ? List.of("w.cfg:" + line + ":1: error: " + second + " 'a' has the same name as " + first
                                + " 'a' declared at w.cfg:6 (expected another name)")
                        : List.of(),
                Texts.problems(text));
    }

    @Test
    void timeoutsThatAreUnsetAreWarnedAboutOncePerProxy() {
        var text =
                "listen l\n bind :1\n server s 10.0.0.1:80\nfrontend f\n bind :2\n timeout client 1\nbackend empty\n";

        assertEquals(
                List.of("w.cfg:1:1: warning: listen 'l' lacks timeouts, so that a silent peer holds its connection for"
                        + " ever (expected 'timeout client', 'timeout connect', 'timeout server')"),
                Texts.problems(text));
    }

    @Test
    void frontendsThatTogetherExceedTheProcessAreWarnedAbout() {
        var text = "global\n maxconn 100\n" + HTTP
                + "frontend a\n bind :1\n maxconn 60\nfrontend b\n bind :2\n maxconn 41\n";

        assertEquals(
                List.of("w.cfg:13:2: warning: the frontends' maxconn add up to 101, more than the global maxconn 100"
                        + " (expected a global maxconn of at least 101)"),
                Texts.problems(text));
        assertEquals(List.of(), Texts.problems(text.replace("41", "40")));
    }

    @Test
    void anHttpFrontendCannotSendToATcpBackend() {
        var text = HTTP + "frontend f\n bind :1\n default_backend b\nbackend b\n mode tcp\n";

        assertEquals(
                List.of("w.cfg:8:18: error: 'default_backend': frontend 'f' has mode http, backend 'b' has mode tcp"
                        + " (expected the same mode)"),
                Texts.problems(text));
    }

    @Test
    void cookiesAreWarnedAboutInTcp() {
        var text = HTTP + " cookie SRV insert\nbackend b\n mode tcp\n server s1 10.0.0.1:80 cookie one\n"
                + " server s2 10.0.0.1:80\nfrontend f\n bind :1\n mode tcp\n";

        assertEquals(
                List.of("w.cfg:7:1: warning: ignored in backend 'b', which has mode tcp: cookie, cookie of server 's1'"
                        + " (expected 'mode http')"),
                Texts.problems(text));
    }

    @Test
    void whatNeedsHttpIsWarnedAboutInTcp() {
        var text = HTTP + " log stdout local0\n option httplog\n option forwardfor\nfrontend f\n bind :1\n mode tcp\n";

        assertEquals(
                List.of(
                        "w.cfg:7:2: warning: 'option httplog' is not for frontend 'f', which has mode tcp; it logs as"
                                + " with 'option tcplog' (expected 'mode http')",
                        "w.cfg:9:1: warning: ignored in frontend 'f', which has mode tcp: option forwardfor"
                                + " (expected 'mode http')"),
                Texts.problems(text));
    }

    @Test
    void aLogFormatWithoutALogIsWarnedAbout() {
        assertEquals(
                List.of("w.cfg:8:2: warning: the log format is not used, frontend 'f' logs nowhere (expected 'log')"),
                Texts.problems(HTTP + "frontend f\n bind :1\n option httplog\n"));
    }

    @Test
    void aTimeoutThatIsSaidTwiceIsWarnedAbout() {
        assertEquals(
                List.of("w.cfg:9:2: warning: 'timeout client' was already said at w.cfg:8, which no longer holds"),
                Texts.problems(HTTP + "frontend f\n bind :1\n timeout client 2s\n timeout client 3s\n"));
    }

    @Test
    void serversBehindADefaultBackendAreWarnedAbout() {
        assertEquals(
                List.of(
                        "w.cfg:9:18: warning: 'default_backend' is always taken before the servers of listen 'l', which are"
                                + " never used"),
                Texts.problems(HTTP + "listen l\n bind :1\n server s 10.0.0.1:80\n default_backend b\nbackend b\n"));
    }

    private static String bind(String section) {
        return section.equals("backend") ? "" : " bind :1\n";
    }
}

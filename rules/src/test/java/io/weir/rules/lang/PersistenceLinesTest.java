package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.config.PersistenceCookie.Mode;
import io.weir.rules.config.PersistenceCookie.Option;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that say how requests come back to their server. */
class PersistenceLinesTest {
    @Test
    void aCookieLineSaysWhoSetsItAndWhatStandsBehindItsValue() {
        var backend = Texts.backend(" cookie SRV insert indirect nocache httponly secure domain .a.org domain b.org"
                + " maxidle 30m maxlife 90 attr SameSite=Lax\n server s 10.0.0.1:80 cookie one");

        assertEquals(
                new PersistenceCookie(
                        "SRV",
                        Mode.INSERT,
                        Set.of(Option.INDIRECT, Option.NOCACHE),
                        "; domain=.a.org; domain=b.org; HttpOnly; Secure; SameSite=Lax",
                        1800,
                        90,
                        ""),
                backend.persistence().cookie());
        assertEquals("one", backend.servers().getFirst().cookie());
    }

    @Test
    void linesOfServersAndExceptionsKeepTheirOrder() {
        var persistence = Texts.backend(
                        " option persist\n use-server s if { path /a }\n use-server %[path] unless TRUE\n"
                                + " ignore-persist if { path /b }\n force-persist if TRUE\n server s 10.0.0.1:80")
                .persistence();

        assertEquals(2, persistence.useServer().size());
        assertEquals(
                List.of("IGNORE", "FORCE"),
                persistence.exceptions().stream()
                        .map(rule -> rule.effect().name())
                        .toList());
        assertEquals(true, persistence.evenDown());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "cookie ~ 8:8: error: 'cookie' lacks an argument (expected a cookie's name)",
                "cookie S rewrite insert ~ 8:2: error: 'cookie': 'rewrite', 'insert' and 'prefix' exclude each other (expected one of them)",
                "cookie S rewrite indirect ~ 8:2: error: 'cookie': 'rewrite' and 'indirect' exclude each other (expected one of them)",
                "cookie S preserve ~ 8:2: error: 'cookie': 'preserve' needs another option (expected 'insert' or 'indirect')",
                "cookie S insert maxidle x ~ 8:26: error: 'cookie': 'x' is not valid (expected a time in seconds or with a unit, such as 30m)",
                "cookie S insert domain a,b ~ 8:25: error: 'cookie': 'a,b' is not valid (expected a domain's name)",
                "use-server t if TRUE ~ 8:13: error: 'use-server': no server 't' in listen 'l'",
                "use-server t ~ 8:14: error: 'use-server' lacks a condition (expected 'if' or 'unless')",
                "force-persist ~ 8:15: error: 'force-persist' lacks a condition (expected 'if' or 'unless')",
                "fullconn 0 ~ 8:11: error: 'fullconn': '0' is not valid (expected a number of 1 to 2147483647)",
            })
    void wrongLinesAreRefusedWithTheirPlace(String line, String expected) {
        assertEquals(List.of("w.cfg:" + expected), Texts.problems(Texts.LISTEN + " " + line + "\n"));
    }
}

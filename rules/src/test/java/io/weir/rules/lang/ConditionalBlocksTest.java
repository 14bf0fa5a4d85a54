package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalBlocksTest {
    @ParameterizedTest(name = "A={0} B={1}: {2}")
    @CsvSource({"1,1,11", "1,0,10", "0,1,1", "0,0,0"})
    void theFirstBranchWhoseConditionHoldsIsRead(String a, String b, int maxconn) {
        var text = """
                global
                .if "$A"
                    .if streq("$B",1)
                        maxconn 11
                    .else
                        maxconn 10
                    .endif
                .elif "$B"
                    maxconn 1
                .else
                    maxconn 0
                .endif
                """;

        var configuration = Texts.accepted(text, Map.of("A", a, "B", b));

        assertEquals(maxconn, configuration.global().maxConnections());
    }

    @Test
    void whatStandsInABranchThatIsNotReadIsNotLookedAt() {
        var text = """
                .if 0
                global
                    nonsense "unclosed
                    .if nonsense
                    .endif
                .elif 1
                .elif nonsense
                .endif
                """;

        assertEquals(List.of(), Texts.problems(text));
    }

    @Test
    void messagesHaveTheirSeverityAndStandWhereTheyAreWritten() {
        var text = """
                .notice "read $X"
                .warning "careful"
                .diag "only for diagnosis"
                .if 0
                    .alert "not here"
                .else
                    .alert "stop here"
                .endif
                """;

        assertEquals(
                List.of("w.cfg:1:1: notice: read ", "w.cfg:2:1: warning: careful", "w.cfg:7:5: error: stop here"),
                Texts.problems(text));
    }

    @Test
    void blocksThatDoNotMatchAreErrors() {
        assertEquals(List.of("w.cfg:1:1: error: '.endif' without '.if'"), Texts.problems(".endif\n"));
        assertEquals(List.of("w.cfg:1:1: error: '.elif' without '.if'"), Texts.problems(".elif 1\n"));
        assertEquals(List.of("w.cfg:2:1: error: '.if' without '.endif'"), Texts.problems("\n.if 1\nglobal\n"));
        assertEquals(
                List.of("w.cfg:3:1: error: '.else' after '.else' (expected .endif)"),
                Texts.problems(".if 1\n.else\n.else\n.endif\n"));
        assertEquals(
                List.of(
                        "w.cfg:1:1: error: unknown directive '.foo' (expected .if, .elif, .else, .endif, .diag, .notice,"
                                + " .warning or .alert)"),
                Texts.problems(".foo\n"));
    }

    @Test
    void predefinedVariablesCanBeAskedFor() {
        var text = """
                .if defined(HAPROXY_CFGFILES) && streq("$HAPROXY_CFGFILES",w.cfg)
                global
                    node "${.FILE}-${.LINE}-${.SECTION}"
                .endif
                """;

        assertEquals("w.cfg-3-global", Texts.accepted(text).global().node());
    }
}

package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of {@code haproxy -cc} 2.6.12. */
class ConditionalExpressionTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/root", "YES", "yes");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-1",
                "  1  ",
                "!0",
                "! 0",
                "!!1",
                "streq(a,a)",
                "streq(\"a b\",a\\ b)",
                "streq('a','a')",
                "streq(,)",
                "strneq(a,b)",
                "streq(\"$YES\",yes)",
                "streq(\"${NOPE-b}\",b)",
                "1 && 0 || 1",
                "0 || 1",
                "1||0",
                "(0 || 1) && 1",
                "defined(HOME)",
                "feature(THREAD)",
                "feature(EPOLL)",
                "feature(PCRE2)",
                "version_atleast(2.6)",
                "version_atleast(2.6.12)",
                "version_atleast(2.6-dev3)",
                "version_atleast(\"2\")",
                "version_before(2.7-dev1)",
                "!feature(QUIC) && enabled(EPOLL)",
            })
    void holds(String expression) {
        assertEquals(new ConditionalExpression.Holds(true), ConditionalExpression.evaluate(expression, ENVIRONMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "!1",
                "streq(a, a)",
                "streq(a,)",
                "streq(\"$NOPE\",b)",
                "(1 || 0) && 0",
                "1&&0",
                "defined(NOPE)",
                "defined()",
                "defined",
                "feature(NOPE)",
                "version_atleast(2.6.13)",
                "version_atleast(2.7-dev1)",
                "version_before(2.6.12)",
                "enabled(KQUEUE)",
            })
    void doesNotHold(String expression) {
        assertEquals(new ConditionalExpression.Holds(false), ConditionalExpression.evaluate(expression, ENVIRONMENT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "true ~ -cc:1:1: error: condition: unknown predicate 'true'",
                "12abc ~ -cc:1:1: error: condition: unknown predicate '12abc'",
                "1 && foo(a) ~ -cc:1:6: error: condition: unknown predicate 'foo'",
                "streq(a,a ~ -cc:1:10: error: condition: unclosed argument list",
                "streq(a) ~ -cc:1:9: error: condition: 'streq' takes two arguments",
                "streq(a,b,c) ~ -cc:1:13: error: condition: 'streq' takes two arguments",
                "(1 ~ -cc:1:3: error: condition: unclosed parenthesis",
                "1) ~ -cc:1:2: error: condition: unexpected ')'",
                "1 1 ~ -cc:1:3: error: condition: unexpected '1'",
                "1 & 0 ~ -cc:1:3: error: condition: unexpected '& 0'",
                "! ~ -cc:1:2: error: condition: missing condition",
                "1 && ~ -cc:1:5: error: condition: missing condition",
                "version_atleast(x) ~ -cc:1:19: error: condition: 'x' is not a version",
                "enabled(FOO) ~ -cc:1:13: error: condition: unknown option 'FOO'",
                "streq(\"a) ~ -cc:1:7: error: unmatched quote",
            })
    void isWrongAndSaysWhereAndWhy(String expression, String problem) {
        var outcome = ConditionalExpression.evaluate(expression, ENVIRONMENT);

        var wrong = assertInstanceOf(ConditionalExpression.Wrong.class, outcome);
        assertEquals(problem, wrong.problem().toString().replaceFirst(" \\(expected .*", ""));
    }
}

package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is expected here was read off HAProxy 2.6.12; {@link HaproxyReaderTest} asks it again. */
class LexerTest {
    static final Map<String, String> VARIABLES = Map.of("A", "vA", "EMPTY", "", "LIST", "l1  l2 l3");

    /** A line, and its words with bars between them. */
    static final List<String> CASES = List.of(
            "q\\ a b ~ q a|b",
            "q\"a b\"c ~ qa bc",
            "q'a b'c ~ qa bc",
            "q\"a'b\"c ~ qa'bc",
            "q'a\"b'c ~ qa\"bc",
            "q\\\"a b ~ q\"a|b",
            "q\\'a b ~ q'a|b",
            "q\\#a b ~ q#a|b",
            "q#a b ~ q",
            "q\"#a\" b ~ q#a|b",
            "q'#a' b ~ q#a|b",
            "q\\\\a b ~ q\\a|b",
            "q'\\\\a' b ~ q\\\\a|b",
            "q\\x41b ~ qAb",
            "q\"\\x41b\" ~ qAb",
            "q'\\x41b' ~ q\\x41b",
            "q$A b ~ q$A|b",
            "q\\$A b ~ q\\$A|b",
            "q\"\\$A\" b ~ q$A|b",
            "q'$A' b ~ q$A|b",
            "q\"$A\" b ~ qvA|b",
            "q\"${A}x\" b ~ qvAx|b",
            "q\"$Ax\" b ~ q|b",
            "q\"$A.x\" b ~ qvA.x|b",
            "q\"${NOPE-d e f}\" b ~ qd e f|b",
            "q\"${NOPE-}\" b ~ q|b",
            "q\"${EMPTY-def}\" b ~ q|b",
            "q\"${A-def}\" b ~ qvA|b",
            "q\"$NOPE-def\" b ~ q-def|b",
            "q\"${LIST}\" b ~ ql1  l2 l3|b",
            "q\"${LIST[*]}\" b ~ ql1|l2|l3|b",
            "q\"$LIST[*]\" b ~ ql1  l2 l3[*]|b",
            "q\"${NOPE[*]-a b}\" b ~ qa|b|b",
            "q\\.b c ~ q\\.b|c",
            "q\"\\1\" c ~ q\\1|c",
            "q\\ ~ q\\",
            "q\"a\"'b'\"c\" d ~ qabc|d",
            "q'\\ a' b ~ q\\ a|b",
            "q$(A) b ~ q$(A)|b");

    private final Problems problems = new Problems();

    @ParameterizedTest
    @FieldSource("CASES")
    void wordsAreCutAsHaproxyCutsThem(String lineAndWords) {
        assertEquals(words(lineAndWords), String.join("|", texts(line(lineAndWords))));
        assertEquals(List.of(), problems.all());
    }

    static String line(String lineAndWords) {
        return lineAndWords.substring(0, lineAndWords.indexOf(" ~ "));
    }

    static String words(String lineAndWords) {
        return lineAndWords.substring(lineAndWords.indexOf(" ~ ") + 3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "q\\x4 b ~ 2 ~ truncated or invalid hexadecimal sequence",
                "q\"${NOPE\" b ~ 3 ~ unmatched brace of a variable",
                "q\"$1\" b ~ 4 ~ forbidden first character of a variable's name",
                "q\"${LIST[*}\" b ~ 9 ~ truncated or invalid word expansion",
                "q\"a b ~ 2 ~ unmatched quote",
                "q 'a b ~ 3 ~ unmatched quote",
                "q\"${.FOO}\" b ~ 5 ~ unknown pseudo-variable '.FOO'",
            })
    void aLineThatCannotBeCutIsOneProblemWithItsColumn(String line, int column, String message) {
        assertNull(Lexer.words(line, "f", 1, VARIABLES::get, problems));

        assertEquals(1, problems.all().size());
        assertEquals(message, problems.all().getFirst().message());
        assertEquals(column, problems.all().getFirst().place().column());
    }

    @Test
    void everyWordKnowsItsLineAndColumn() {
        var words = cut("  bind \t \"a b\"  x'y' \"${LIST[*]}\" # z");

        assertEquals(
                List.of("f:7:3", "f:7:10", "f:7:17", "f:7:22", "f:7:22", "f:7:22"),
                words.stream().map(word -> word.place().toString()).toList());
    }

    @Test
    void emptyQuotesAreAWord() {
        assertEquals(List.of("a", "", "b"), texts("a \"\" b"));
    }

    @Test
    void bytesThatAreNotAsciiStayAsTheyAre() {
        assertEquals(List.of(Latin1.of("ä€")), texts(Latin1.of("ä€")));
    }

    private List<String> texts(String line) {
        return cut(line).stream().map(Word::text).toList();
    }

    private List<Word> cut(String line) {
        var words = Lexer.words(line, "f", 7, VARIABLES::get, problems);
        assertNotNull(words);
        return words;
    }
}

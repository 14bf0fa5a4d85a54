package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RegexDialectTest {
    private record Example(String expression, String text, boolean found) {}

    @TestFactory
    Stream<DynamicTest> anExpressionMeansWhatItMeansInPcre() {
        return Stream.of(
                        new Example("^[[:alpha:]]+$", "abC", true),
                        new Example("^[[:alpha:]]+$", "ab1", false),
                        new Example("^[^[:digit:]]$", "a", true),
                        new Example("^[[:^digit:]x]$", "1", false),
                        new Example("^[]a]$", "]", true),
                        new Example("^[^]a]$", "]", false),
                        new Example("^[a[b]$", "[", true),
                        new Example("^[a&&b]$", "&", true),
                        new Example("^[[:]]$", "[]", true),
                        new Example("^a{2}$", "aa", true),
                        new Example("^a{2,}$", "aaa", true),
                        new Example("^/{id}$", "/{id}", true),
                        new Example("^(?P<n>a)\\1$", "aa", true),
                        new Example("\\[x\\]", "[x]", true),
                        new Example("^.$", "\u00e9", true),
                        new Example("^a.b$", "a\rb", true),
                        new Example("^a$", "b\na", false))
                .map(each -> DynamicTest.dynamicTest(each.expression + " in " + each.text.strip(), () -> {
                    byte[] bytes = each.text.getBytes(ISO_8859_1);
                    Regex regex = Regex.compile(each.expression, Case.KEPT);
                    assertEquals(each.found, regex.matches(bytes, 0, bytes.length));
                }));
    }

    @Test
    void whatNoExpressionIsIsRefusedWithAReason() {
        for (String expression : new String[] {"[", "(", "a**", "[[:alpha:]", "\\", "(?P<n", "*"})
            assertThrows(BadArgumentException.class, () -> Regex.compile(expression, Case.KEPT), expression);
    }
}

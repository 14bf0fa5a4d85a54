package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong arguments of converters. HAProxy refuses all of them, too. */
class ConverterProblemsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWrongArgumentIsReportedWithItsPlaceAndWhatWasExpected() {
        List<String> differences = new ArrayList<>();

        for (var wrong : ConverterCases.wrong()) {
            var texts = new RuleTexts();
            new ExpressionReader(texts.problems, texts.scope)
                    .read(new Word(wrong.expression(), texts.words("x").place()), Usable.REQUEST);
            String found = String.join(", ", texts.found());
            if (!found.startsWith("1: error: " + wrong.value())) differences.add(wrong.expression() + " -> " + found);
        }

        assertEquals("", String.join("\n", differences));
    }

    @Test
    void haproxyRefusesTheSame() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        for (var wrong : ConverterCases.wrong()) {
            String text = "defaults\n mode http\nfrontend f\n bind 127.0.0.1:1\n http-request set-header a '%["
                    + wrong.expression().replace("'", "'\\''") + "]'\n";
            Path file = Files.writeString(folder.resolve("haproxy.cfg"), text, StandardCharsets.ISO_8859_1);

            assertNotEquals(0, HaproxyProcess.check(program, file), wrong.expression());
        }
    }
}

package io.weir.engine.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void wordsAreCutAtBlanksAndCommandsAtSemicolons() {
        assertEquals(List.of(List.of("show", "info")), CommandLine.commands(" show \t info \r"));
        assertEquals(
                List.of(List.of("show", "info"), List.of(), List.of("show", "stat")),
                CommandLine.commands("show info;;show stat"));
        assertEquals(List.of(List.of("show", "info")), CommandLine.commands("show info;"));
    }

    @Test
    void aBackslashTakesTheNextCharacterAsItIs() {
        assertEquals(List.of(List.of("add", "map", "a b;c\\d")), CommandLine.commands("add map a\\ b\\;c\\\\d"));
        assertEquals(List.of(List.of("end\\")), CommandLine.commands("end\\"));
    }

    @Test
    void anEmptyLineIsOneEmptyCommand() {
        assertEquals(List.of(List.of()), CommandLine.commands(""));
    }
}

package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void setenvHoldsForTheLinesThatFollow() {
        var text = """
                global
                    description "${X-none}"
                    setenv X one
                    presetenv X two
                    presetenv Y three
                global
                    node "$X$Y"
                    unsetenv X Y
                    description "${X-gone}${Y-gone}"
                """;

        var global = Texts.accepted(text).global();

        assertEquals("onethree", global.node());
        assertEquals("gonegone", global.description());
    }

    @Test
    void resetenvKeepsWhatItNames() {
        var text = "global\n resetenv A\n node \"${A-no}${B-no}\"\n";

        assertEquals(
                "ano", Texts.accepted(text, Map.of("A", "a", "B", "b")).global().node());
    }

    @Test
    void aVariableThatIsMissingLeavesAnEmptyWordThatEndsTheLine() {
        var text = Texts.LISTEN + " server s 127.0.0.1:80 \"$NOPE\" weight 5\n server \"$NOPE\"\n";

        assertEquals(
                List.of(
                        "w.cfg:8:24: warning: an empty argument ends the line, what follows it is ignored",
                        "w.cfg:9:8: error: 'server' lacks an argument (expected a name)"),
                Texts.problems(text));
    }

    @Test
    void aListVariableGivesOneArgumentPerWord() {
        var text = Texts.LISTEN + " server s 127.0.0.1:80 \"${OPTIONS[*]}\"\n";

        var backend = Texts.accepted(text, Map.of("OPTIONS", "weight 7  backup"))
                .backends()
                .getFirst();

        assertEquals(7, backend.servers().getFirst().weight());
        assertEquals(true, backend.servers().getFirst().backup());
    }
}

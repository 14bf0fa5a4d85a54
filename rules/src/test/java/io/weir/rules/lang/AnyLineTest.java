package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a line holds, it is read or refused in words. */
class AnyLineTest {
    private static final List<String> ARGUMENTS = List.of(
            "",
            " 5",
            " 5 5",
            " x",
            " :80",
            " /tmp/x",
            " a 127.0.0.1:80",
            " a 127.0.0.1:80 weight",
            " if",
            " if {",
            " x if { path / }",
            " deny if !",
            " 127.0.0.1 local0",
            " stdout format",
            " ( ) { } , % @ : [ ] !",
            " %[",
            " fd@ unix@ ipv4@",
            " - . -- \\\\ ''",
            " 9999999999999999999999",
            " é");

    @ParameterizedTest
    @EnumSource(Section.class)
    void everyKeywordWithAnyArgumentsIsReadOrRefused(Section section) {
        for (var keyword : KeywordTable.get().names(section)) {
            for (var arguments : ARGUMENTS) readsWithoutThrowing(section, keyword + arguments);
            for (var prefix : List.of("no ", "default ")) {
                readsWithoutThrowing(section, prefix + keyword);
                readsWithoutThrowing(section, prefix + keyword + " x 5");
            }
        }
    }

    @Test
    void whatHaproxyHasIsReadOrRefusedByName() {
        for (var section : Section.values()) {
            var kind = section == Section.GLOBAL ? HaproxyKeywords.GLOBAL : HaproxyKeywords.PROXY;
            for (var keyword : kind.names()) {
                var problems = read(section, keyword + " x");
                assertFalse(
                        problems.stream().anyMatch(problem -> problem.code().equals("unknown-keyword")),
                        () -> section + ": " + problems);
            }
        }
    }

    @Test
    void linesOfRandomBytesAreReadOrRefused() {
        var random = new Random(1);
        var alphabet = "abc{}[]()\"'\\$#%.,:;@!-0 \t\u0001\u00ff";
        for (int i = 0; i < 5000; i++) {
            var line = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--)
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            readsWithoutThrowing(Section.LISTEN, line.toString());
        }
    }

    @Test
    void everyEndOfAGoodConfigurationIsReadOrRefused() {
        var text = Texts.LISTEN + " acl a path_beg -i /a\n"
                + " http-request set-header X \"%[path,lower] %{+Q}[method]\" unless a\n"
                + " use_backend b if a !{ src 10.0.0.0/8 } or { method GET }\n"
                + " server s 127.0.0.1:80 weight 5\nbackend b\n mode http\n.if 1\n log stdout local0\n.endif\n";
        assertEquals(List.of(), Texts.problems(text));

        for (int end = 0; end < text.length(); end++) {
            Texts.read(text.substring(0, end) + "\n", Map.of());
            Texts.read(text.substring(end), Map.of());
        }
    }

    private static void readsWithoutThrowing(Section section, String line) {
        for (var problem : read(section, line)) {
            assertTrue(problem.place().line() > 0 && !problem.message().isEmpty(), line);
            assertEquals("w.cfg", problem.place().file());
        }
    }

    private static List<Problem> read(Section section, String line) {
        var name = section == Section.GLOBAL ? "" : " name";
        var problems = new ArrayList<Problem>();
        for (var problem :
                Texts.read(section.word() + name + "\n" + line + "\n", Map.of()).problems())
            if (problem.place().line() == 2) problems.add(problem);
        return problems;
    }
}

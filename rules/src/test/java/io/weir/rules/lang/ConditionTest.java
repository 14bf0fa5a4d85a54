package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.sample.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ConditionTest {
    @TestFactory
    Stream<DynamicTest> aConditionHoldsWhenItDoesInHaproxy() {
        return HaproxyCases.TESTS.stream()
                .map(each -> DynamicTest.dynamicTest(each.condition(), () -> {
                    var texts = new RuleTexts();

                    Condition condition = texts.condition(each.condition(), Usable.REQUEST);

                    assertFalse(texts.problems.hasErrors(), () -> texts.found().toString());
                    assertEquals(
                            each.holds(),
                            condition.holds(TestRequest.of(HaproxyCases.REQUEST).txn()));
                }));
    }

    @Test
    void anAclHoldsWhenOneOfItsLinesDoesEvenOneBelowTheRule() {
        var texts = new RuleTexts().acl("a path /1");
        Condition condition = texts.condition("a", Usable.REQUEST);

        assertTrue(holds(condition, "/1"));
        assertFalse(holds(condition, "/2"));
        texts.acl("a path /2");
        assertTrue(holds(condition, "/2"));
    }

    @Test
    void countersAreComparedAsNumbers() {
        var texts = new RuleTexts().acl("busy fe_conn ge 100", "full be_conn_free(app) le 0");
        Condition condition = texts.condition("busy or full", Usable.REQUEST);
        var request = TestRequest.of(HaproxyCases.REQUEST);

        request.counter("fe_conn(fe)", 99).counter("be_conn_free(app)", 1);
        assertFalse(condition.holds(request.txn()));
        request.counter("fe_conn(fe)", 100);
        assertTrue(condition.holds(request.txn()));
        request.counter("fe_conn(fe)", 0).counter("be_conn_free(app)", 0);
        assertTrue(condition.holds(request.txn()));
    }

    @Test
    void unlessTurnsTheWholeConditionAround() {
        var texts = new RuleTexts();
        Words words = texts.words("x unless { path /1 } or { path /2 }");
        words.take();
        Condition condition = new ConditionReader(texts.problems).tail(words, texts.scope, Usable.REQUEST);

        assertFalse(holds(condition, "/1"));
        assertFalse(holds(condition, "/2"));
        assertTrue(holds(condition, "/3"));
    }

    @Test
    void patternsComeFromFilesWithTheFlagsThatStandBeforeThem(@TempDir Path folder) throws IOException {
        Path exact = Files.writeString(folder.resolve("exact"), "# comment\n\n  /one\n/two\r\n\t#three\n");
        Path loose = Files.writeString(folder.resolve("loose"), "/Four\n");
        var texts = new RuleTexts();

        Condition condition = texts.condition("{ path -f " + exact + " -i -f " + loose + " /five }", Usable.REQUEST);

        assertEquals(java.util.List.of(), texts.found());
        for (String path : new String[] {"/one", "/two", "/four", "/FIVE"}) assertTrue(holds(condition, path), path);
        for (String path : new String[] {"/ONE", "/six", "#"}) assertFalse(holds(condition, path), path);
    }

    @Test
    void aRegularExpressionThatWouldRunForEverDoesNotMatch() {
        var texts = new RuleTexts();
        Condition condition = texts.condition("{ path_reg ^/(a+)+$ }", Usable.REQUEST);

        assertTrue(holds(condition, "/aaaa"));
        assertFalse(holds(condition, "/" + "a".repeat(60) + "!"));
    }

    private static boolean holds(Condition condition, String path) {
        return condition.holds(
                TestRequest.of("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").txn());
    }
}

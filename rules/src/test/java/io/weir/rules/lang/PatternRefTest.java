package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Phase;
import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternRefTest {
    @TempDir
    private Path folder = Path.of("");

    private final RuleTexts texts = new RuleTexts();
    private final TestRequest request = TestRequest.of(HaproxyCases.REQUEST);

    @Test
    void whoLooksUpAFileSeesEveryChangeToItAndSoDoesWhoSharesIt() throws IOException, PatternException {
        Path file = file("a.map", "k one\n");
        Expression exact = expression("str(k),map(" + file + ")");
        Expression prefix = expression("str(k2),map_beg(" + file + ",none)");
        Condition condition = texts.condition("{ str(k2) -M -f " + file + " }", Usable.REQUEST);
        PatternRef ref = ref(file);

        ref.add("k2", "two");
        ref.set("k", "changed");

        assertEquals("changed", value(exact));
        assertEquals("two", value(prefix));
        assertTrue(condition.holds(request.txn()));
        assertTrue(ref.delete("k2"));
        assertFalse(ref.delete("k2"));
        assertEquals("changed", value(prefix));
        assertFalse(condition.holds(request.txn()));
    }

    @Test
    void ofSeveralEntriesOfOneKeyTheFirstIsFoundAndAllOfThemAreChangedAndDeleted()
            throws IOException, PatternException {
        Path file = file("a.map", "k one\nk two\n");
        Expression exact = expression("str(k),map(" + file + ",none)");
        PatternRef ref = ref(file);

        assertEquals("one", value(exact));
        List<PatternEntry> entries = ref.entries(ref.version());
        assertTrue(ref.delete(entries.getFirst().number()));
        assertEquals("two", value(exact));
        assertTrue(ref.set(entries.getLast().number(), "three"));
        assertEquals("three", value(exact));
        assertTrue(ref.delete("k"));
        assertEquals("none", value(exact));
        assertEquals(List.of(), ref.entries(ref.version()));
    }

    @Test
    void aPreparedVersionTakesTheOldOnesPlaceInOneStep() throws IOException, PatternException {
        Path file = file("a.map", "k one\nold x\n");
        Expression exact = expression("str(k),map(" + file + ",none)");
        PatternRef ref = ref(file);

        int version = ref.prepare();
        ref.add(version, "k", "two");
        assertEquals("one", value(exact));
        assertFalse(ref.commit(version + 1));
        assertTrue(ref.commit(version));

        assertEquals("two", value(exact));
        assertEquals(List.of("k"), keys(ref));
        assertFalse(ref.commit(version), "a version is committed once");
    }

    @Test
    void anEntryThatOneUserCannotTakeChangesNothing() throws IOException {
        Path file = file("a.map", "1 2\n");
        expression("int(1),map_int(" + file + ")");
        Expression number = expression("str(1),map_str_int(" + file + ")");
        PatternRef ref = ref(file);

        assertThrows(PatternException.class, () -> ref.add("x", "3"));
        assertThrows(PatternException.class, () -> ref.add("3", "x"));
        assertThrows(PatternException.class, () -> ref.set("1", "x"));

        assertEquals("2", value(number));
        assertEquals(List.of("1"), keys(ref));
    }

    @Test
    void aClearedFileIsEmpty() throws IOException {
        Path file = file("a.map", "10.0.0.0/8 in\n255.0.0.1/255.0.0.1 odd\n");
        Expression address = expression("ipv4(10.1.1.1),map_ip(" + file + ",none)");
        PatternRef ref = ref(file);

        assertEquals("in", value(address));
        ref.clear(ref.version());

        assertEquals("none", value(address));
        assertEquals(List.of(), keys(ref));
    }

    @Test
    void readersAreNotDisturbedWhileManyThreadsChangeAFile() throws Exception {
        Path file = file("a.map", "stays here\n");
        Expression stays = expression("str(stays),map(" + file + ")");
        PatternRef ref = ref(file);
        List<Thread> writers = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            String name = "w" + i + "-";
            writers.add(Thread.ofPlatform().start(() -> write(ref, name)));
        }
        while (writers.stream().anyMatch(Thread::isAlive)) assertEquals("here", value(stays));

        for (Thread writer : writers) writer.join();
        assertEquals(1 + 4 * 500, ref.entries(ref.version()).size());
    }

    @Test
    void rulesChangeMapsAndAclsAndLeaveItInTheJournal() throws IOException {
        Path map = file("a.map", "k one\n");
        Path acl = file("a.acl", "/old\n");
        List<String> journal = new ArrayList<>();
        request.txn().journal((operation, arguments, place) -> journal.add(operation + " " + arguments));
        Expression value = expression("str(k),map(" + map + ",none)");
        Condition condition = texts.condition("{ path -f " + acl + " }", Usable.REQUEST);

        texts.run(
                Phase.HTTP_REQUEST,
                request,
                "set-map(" + map + ") k %[path]",
                "set-map(" + map + ") new x",
                "add-acl(" + acl + ") %[path]",
                "add-acl(" + acl + ") /old",
                "del-acl(" + acl + ") /old",
                "del-map(" + map + ") none",
                "del-map(" + map + ") new");

        assertEquals("/a/b.html", value(value));
        assertTrue(condition.holds(request.txn()));
        assertEquals(List.of("k"), keys(ref(map)));
        assertEquals(List.of("/a/b.html"), keys(ref(acl)));
        assertEquals(
                List.of(
                        "set-map(M) k /a/b.html",
                        "set-map(M) new x",
                        "add-acl(A) /a/b.html",
                        "del-acl(A) /old",
                        "del-map(M) new"),
                journal.stream()
                        .map(line -> line.replace(map.toString(), "M").replace(acl.toString(), "A"))
                        .toList());
    }

    @Test
    void aValueThatTheMapCannotTakeLeavesTheRequestAlone() throws IOException {
        Path map = file("a.map", "k 1\n");
        Expression number = expression("str(k),map_str_int(" + map + ")");

        assertEquals(
                "continue", RuleTexts.text(texts.run(Phase.HTTP_REQUEST, request, "set-map(" + map + ") k %[path]")));
        assertEquals("1", value(number));
    }

    @Test
    void aChangeOfAFileThatNobodyLooksUpIsWarnedAbout() {
        var problems = Texts.problems(Texts.LISTEN + "http-request set-map(/x.map) a b\n");

        assertEquals(1, problems.size());
        assertTrue(
                problems.getFirst().contains("nothing looks up file '/x.map', so this changes nothing"),
                problems.getFirst());
    }

    private static void write(PatternRef ref, String name) {
        try {
            for (int i = 0; i < 1000; i++) {
                ref.setOrAdd(name + i, "v");
                if (i % 2 == 0) ref.delete(name + i);
            }
        } catch (PatternException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private PatternRef ref(Path file) {
        PatternRef ref = texts.scope.patterns().named(file.toString());
        assertNotNull(ref);
        return ref;
    }

    private Expression expression(String text) {
        Expression expression = texts.expression(text, Usable.REQUEST);
        assertNotNull(expression, () -> texts.found().toString());
        return expression;
    }

    private String value(Expression expression) {
        Object value = expression.evaluate(request.txn());
        return value == null ? "" : Casts.text(value);
    }

    private static List<String> keys(PatternRef ref) {
        return ref.entries(ref.version()).stream().map(PatternEntry::key).toList();
    }
}

package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Conditions;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code acl} lines and the conditions behind {@code if} and {@code unless} (configuration manual sections 7.1
 * and 7.2). Confined to the reading thread.
 */
public final class ConditionReader {
    private final Problems problems;

    public ConditionReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the words behind {@code acl}: a name and a test; a name given twice holds when either test does. */
    public void acl(Words words, AclScope scope) {
        try {
            String name = name(words);
            scope.aclOrNew(name).add(new TestReader(problems, scope, words).read());
        } catch (LineFault fault) {
            problems.add(fault.problem());
            drain(words);
        }
    }

    /**
     * Reads {@code if COND} or {@code unless COND} up to the end of the line; at the end, there is no condition. After
     * a problem, which is reported, what is given back never holds.
     */
    public Condition tail(Words words, AclScope scope, Usable where) {
        if (!words.hasNext()) return Condition.ALWAYS;
        try {
            if (words.takeIf("if")) return condition(words, scope, where);
            if (words.takeIf("unless")) return Conditions.not(condition(words, scope, where));
            Word extra = words.take();
            String message = Line.quoted(extra) + " is not expected here";
            throw fault("extra-argument", extra.place(), message, "'if', 'unless' or the end of the line");
        } catch (LineFault fault) {
            problems.add(fault.problem());
            drain(words);
            return txn -> false;
        }
    }

    private static String name(Words words) {
        String expected = "a name and a test, such as 'acl api path_beg /api'";
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'acl' lacks a name", expected);
        Word word = words.take();
        String name = word.text();
        if (name.equals("or") || name.isEmpty())
            throw fault("bad-name", word.place(), "an ACL cannot be named " + Line.quoted(word), "another name");
        for (int i = 0; i < name.length(); i++)
            if (!isNameCharacter(name.charAt(i)))
                throw fault(
                        "bad-name",
                        word.place(),
                        "'" + Latin1.readable(name) + "' is no name for an ACL",
                        "letters, digits, '-', '_', '.' and ':'");
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'acl' lacks a test", expected);
        return name;
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:".indexOf(c) >= 0;
    }

    /** Terms joined by "and", such rows joined by "or". */
    private Condition condition(Words words, AclScope scope, Usable where) {
        List<Condition> rows = new ArrayList<>();
        do rows.add(row(words, scope, where));
        while (takeOr(words));
        return Conditions.any(rows);
    }

    private Condition row(Words words, AclScope scope, Usable where) {
        List<Condition> terms = new ArrayList<>();
        while (words.hasNext() && !isOr(words.peek())) terms.add(term(words, scope, where));
        if (terms.isEmpty())
            throw fault("missing-condition", words.place(), "a condition is missing", "an ACL's name or '{ test }'");
        return Conditions.all(terms);
    }

    private static boolean isOr(String word) {
        return word.equals("||") || word.equals("or");
    }

    private static boolean takeOr(Words words) {
        return words.takeIf("||") || words.takeIf("or");
    }

    private Condition term(Words words, AclScope scope, Usable where) {
        Word word = words.take();
        int marks = 0;
        while (marks < word.text().length() && word.text().charAt(marks) == '!') marks++;
        Place place = word.place();
        Word rest =
                new Word(word.text().substring(marks), new Place(place.file(), place.line(), place.column() + marks));
        Condition condition;
        if (!rest.text().isEmpty()) condition = positive(rest, words, scope, where);
        else if (words.hasNext() && !isOr(words.peek())) condition = term(words, scope, where);
        else throw fault("missing-condition", words.place(), "'!' negates nothing", "an ACL's name or '{ test }'");
        return marks % 2 == 0 ? condition : Conditions.not(condition);
    }

    private Condition positive(Word word, Words words, AclScope scope, Usable where) {
        return word.text().equals("{") ? anonymous(word, words, scope, where) : named(word, scope, where);
    }

    private Condition anonymous(Word brace, Words words, AclScope scope, Usable where) {
        List<Word> inside = new ArrayList<>();
        while (words.hasNext() && !words.peek().equals("}")) inside.add(words.take());
        if (!words.hasNext())
            throw fault("missing-brace", brace.place(), "'{' is not closed", "'}' as a word of its own");
        Word end = words.take();
        if (inside.isEmpty()) throw fault("missing-condition", end.place(), "there is no test between the braces", "");
        NamedAcl.AclTest test = new TestReader(problems, scope, new Words(inside)).read();
        ExpressionReader.checkUsable(
                test.fetch(), test.needs(), inside.getFirst().place(), where);
        return test.condition();
    }

    private Condition named(Word word, AclScope scope, Usable where) {
        NamedAcl acl = scope.acl(word.text());
        if (acl != null) {
            acl.use(word.place(), where);
            return acl;
        }
        Words predefined = PredefinedAcls.named(word.text(), word.place());
        if (predefined == null) throw unknown(word, scope);
        NamedAcl made = new NamedAcl(word.text());
        made.add(new TestReader(problems, scope, predefined).read());
        made.use(word.place(), where);
        return made;
    }

    private static LineFault unknown(Word word, AclScope scope) {
        List<String> names = new ArrayList<>(scope.aclNames());
        names.addAll(PredefinedAcls.names());
        String nearest = Nearest.to(word.text(), names);
        return fault(
                "unknown-acl",
                word.place(),
                "there is no ACL " + Line.quoted(word) + " above this line",
                nearest == null ? "" : "'" + nearest + "'");
    }

    static void drain(Words words) {
        while (words.hasNext()) words.take();
    }

    private static LineFault fault(String code, Place place, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, place, message, expected));
    }
}

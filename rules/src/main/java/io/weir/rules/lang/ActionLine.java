package io.weir.rules.lang;

import io.weir.rules.Effects;
import io.weir.rules.Effects.Side;
import io.weir.rules.IllegalEffectException;
import io.weir.rules.Phase;
import io.weir.rules.Place;
import io.weir.rules.action.SetVariable;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.Case;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.LogFormats.Target;
import io.weir.rules.sample.Regex;
import io.weir.rules.sample.SampleType;
import io.weir.rules.sample.Variable;
import io.weir.rules.sample.VariableCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The words of one action in a rule line; takes arguments, and says what was expected where one is wrong. Confined to
 * the reading thread.
 */
final class ActionLine {
    /** Files larger than that are refused; far more than a buffer holds. */
    private static final long MAX_FILE_BYTES = 1 << 24;

    private final Phase phase;
    private final Word action;
    private final String argument;
    private final Words words;
    private final AclScope scope;
    private final Problems problems;

    /** @param argument what stands between parentheses behind the action's name; empty: nothing */
    ActionLine(Phase phase, Word action, String argument, Words words, AclScope scope, Problems problems) {
        this.phase = phase;
        this.action = action;
        this.argument = argument;
        this.words = words;
        this.scope = scope;
        this.problems = problems;
    }

    Phase phase() {
        return phase;
    }

    AclScope scope() {
        return scope;
    }

    Side side() {
        return phase.compareTo(Phase.HTTP_REQUEST) <= 0 ? Side.REQUEST : Side.RESPONSE;
    }

    Usable where() {
        return Usable.in(phase);
    }

    /** Of the action's name. */
    Place actionPlace() {
        return action.place();
    }

    /**
     * What stands between the parentheses of the action.
     *
     * @param expected what it is, for the message
     */
    String argument(String expected) {
        if (!argument.isEmpty()) return argument;
        throw fault("missing-argument", action.place(), "'" + action.text() + "' lacks its argument", expected);
    }

    /** Whether another argument comes, and not the condition. */
    boolean hasNext() {
        return words.hasNext() && !words.peek().equals("if") && !words.peek().equals("unless");
    }

    boolean takes(String word) {
        return words.takeIf(word);
    }

    /**
     * The next argument.
     *
     * @param expected what it is, for the message
     */
    Word word(String expected) {
        if (words.hasNext()) return words.take();
        throw fault("missing-argument", words.place(), "'" + action.text() + "' lacks an argument", expected);
    }

    /** The next word without taking it. */
    String peek() {
        return words.peek();
    }

    int number(String expected, int min, int max) {
        Word word = word(expected);
        try {
            int number = Integer.parseInt(word.text());
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            throw bad(word, expected);
        }
        throw bad(word, expected);
    }

    String headerName() {
        Word word = word("a header's name");
        try {
            return Effects.checkedName(word.text());
        } catch (IllegalEffectException e) {
            throw bad(word, "a header's name");
        }
    }

    LogFormat format(String expected) {
        return format(word(expected));
    }

    LogFormat format(Word word) {
        return new LogFormatReader(scope).read(word, problems, where(), Target.HEADER);
    }

    /** Text whose samples are not encoded for headers. */
    LogFormat plainFormat(String expected) {
        return new LogFormatReader(scope).read(word(expected), problems, where(), Target.BODY);
    }

    Expression expression() {
        if (!words.hasNext()) word("a sample expression");
        return new ExpressionReader(problems, scope).read(words, where());
    }

    Regex regex(Case letters) {
        Word word = word("a regular expression");
        try {
            return Regex.compile(word.text(), letters);
        } catch (BadArgumentException e) {
            throw fault("bad-regex", word.place(), Latin1.readable(e.problem()), e.expected());
        }
    }

    /** What stands between the parentheses behind the action's name; empty: nothing. */
    Word argument() {
        Place at = action.place();
        return new Word(
                argument,
                new Place(at.file(), at.line(), at.column() + action.text().length() + 1));
    }

    /** The table behind {@code table}, or that of the proxy itself, which is to take keys of that type. */
    String table(SampleType keys) {
        if (!words.takeIf("table")) return scope.table("", keys, action.place(), action.text());
        Word name = word("a stick table");
        return scope.table(name.text(), keys, name.place(), action.text());
    }

    /** The variable between the parentheses of the action, where nothing else may stand. */
    Variable variable() {
        if (argument.indexOf(',') < 0) return variable(argument);
        String message = "'" + action.text() + "' takes no conditions";
        throw fault("extra-argument", action.place(), message, "the variable alone");
    }

    /**
     * The same with the conditions behind it.
     *
     * @param value reads it; what is wrong with the variable is said first
     */
    SetVariable settingVariable(Supplier<Expression> value) {
        String[] parts = argument.split(",", -1);
        Variable variable = variable(parts[0]);
        try {
            var names = List.of(parts).subList(1, parts.length);
            return new SetVariable(variable, VariableCondition.named(names), value.get());
        } catch (BadArgumentException e) {
            throw fault("bad-argument", action.place(), Latin1.readable(e.problem()), e.expected());
        }
    }

    private Variable variable(String name) {
        if (name.isEmpty()) {
            String message = "'" + action.text() + "' names no variable";
            throw fault("missing-argument", action.place(), message, "a name such as '(txn.name)' behind it");
        }
        try {
            return Variable.of(name);
        } catch (BadArgumentException e) {
            throw fault("bad-argument", action.place(), Latin1.readable(e.problem()), e.expected());
        }
    }

    /** The bytes of a file that an argument names. */
    byte[] file(Word word) {
        Path file = scope.resolve(Latin1.readable(word.text()));
        try {
            if (Files.size(file) > MAX_FILE_BYTES)
                throw fault("bad-file", word.place(), "file " + file + " is too large", "at most 16 MiB");
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw fault("missing-file", word.place(), "file " + file + " does not exist", "");
        } catch (IOException e) {
            throw fault("missing-file", word.place(), "cannot read " + file + ": " + e.getMessage(), "");
        }
    }

    /** Whether the section may have servers. */
    boolean isForBackends() {
        return scope.section() != AclScope.Section.FRONTEND;
    }

    String proxy() {
        return scope.proxy();
    }

    SharedSections shared() {
        return scope.shared();
    }

    Place place() {
        return words.place();
    }

    void warn(String code, Place at, String message, String expected) {
        problems.warning(code, at, message, expected);
    }

    LineFault bad(Word word, String expected) {
        return fault(
                "bad-value", word.place(), "'" + action.text() + "': " + Line.quoted(word) + " is not valid", expected);
    }

    LineFault fault(String code, Place place, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, place, message, expected));
    }
}

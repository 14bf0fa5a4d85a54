package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.Case;
import io.weir.rules.sample.Comparison;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.GroupTest;
import io.weir.rules.sample.MatchMethod;
import io.weir.rules.sample.Matching;
import io.weir.rules.sample.Patterns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the test of one ACL: criterion, flags, operators and patterns (configuration manual section 7.1). Made for one
 * test; confined to the reading thread.
 */
final class TestReader {
    private static final String FLAGS = "-i, -m, -f, -n, or '--' before a pattern that begins with '-'";

    private final Problems problems;
    private final AclScope scope;
    private final Words words;
    private final Word criterion;
    private final ReadExpression read;
    private @Nullable MatchMethod method;
    private @Nullable Patterns patterns;
    private Case letters = Case.KEPT;
    private boolean anyPattern;
    private boolean flagsEnded;
    private boolean methodSaid;

    /** @param words at least one, and nothing behind the test */
    TestReader(Problems problems, AclScope scope, Words words) {
        this.problems = problems;
        this.scope = scope;
        this.words = words;
        criterion = words.take();
        read = new ExpressionReader(problems, scope).criterion(criterion);
        method = read.method();
    }

    /**
     * Reads the words up to their end.
     *
     * @throws LineFault for what is wrong
     */
    NamedAcl.AclTest read() {
        while (!flagsEnded && words.peek().startsWith("-")) flag();
        if (read.fetch().equals("http_auth_group")
                && !methodSaid
                && criterion.text().endsWith(")")) return groups();
        Patterns all = patterns();
        Comparison comparison = Comparison.EQ;
        while (words.hasNext()) {
            Word word = words.take();
            Comparison operator = chosen().comparesNumbers() ? Comparison.byKeyword(word.text()) : null;
            if (operator == null) add(all, comparison, word.text(), word.place());
            else if (words.hasNext()) comparison = operator;
            else throw fault("missing-argument", words.place(), "a number is missing", "a number");
        }
        warnAboutPatterns();
        Condition condition = Matching.of(read.expression(), chosen().takes(), all.test());
        return new NamedAcl.AclTest(read.fetch(), read.needs(), condition);
    }

    private void warnAboutPatterns() {
        if (chosen().ignoresPatterns() && anyPattern)
            problems.warning(
                    "ignored-pattern",
                    criterion.place(),
                    "patterns mean nothing to the match method '" + chosen().keyword() + "'",
                    "none");
        if (!chosen().ignoresPatterns() && !anyPattern && !flagsEnded)
            problems.warning(
                    "missing-pattern",
                    words.place(),
                    "without a pattern this never holds",
                    "a pattern, '-m found', or '--' if that is meant");
    }

    private void flag() {
        Word flag = words.take();
        switch (flag.text()) {
            case "-i" -> letters = Case.IGNORED;
            case "-n" -> {} // names are never looked up here anyway
            case "-m" -> chooseMethod();
            case "-f" -> file();
            case "--" -> flagsEnded = true;
            case "-M", "-u" ->
                throw fault(
                        "unsupported-flag",
                        flag.place(),
                        "HAProxy's flag '" + flag.text() + "' is not supported by Weir yet",
                        "");
            default -> throw fault("unknown-flag", flag.place(), Line.quoted(flag) + " is no flag", FLAGS);
        }
    }

    private void chooseMethod() {
        String expected = Line.listed(
                Arrays.stream(MatchMethod.values()).map(MatchMethod::keyword).toList());
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'-m' lacks a match method", expected);
        Word word = words.take();
        if (patterns != null)
            throw fault("misplaced-flag", word.place(), "'-m' stands behind a pattern file", "'-m' before every '-f'");
        MatchMethod chosen = MatchMethod.byKeyword(word.text());
        if (chosen == null) throw fault("bad-value", word.place(), Line.quoted(word) + " is no match method", expected);
        if (!read.expression().type().becomes(chosen.takes()))
            throw fault(
                    "bad-value",
                    word.place(),
                    "match method '" + chosen.keyword() + "' cannot compare what '" + read.fetch() + "' gives",
                    "");
        method = chosen;
        methodSaid = true;
    }

    /** The patterns of {@code http_auth_group} are not compared with the user's name but with its groups. */
    private NamedAcl.AclTest groups() {
        List<String> groups = new ArrayList<>();
        while (words.hasNext()) groups.add(words.take().text());
        String text = criterion.text();
        Userlist users = scope.shared().userlist(text.substring(text.indexOf('(') + 1, text.length() - 1));
        return new NamedAcl.AclTest(read.fetch(), read.needs(), new GroupTest(users, groups));
    }

    private MatchMethod chosen() {
        if (method != null) return method;
        throw fault(
                "missing-method",
                criterion.place(),
                "'" + read.fetch() + "' can be compared in several ways",
                "'-m' and a match method behind it");
    }

    private Patterns patterns() {
        if (patterns == null) patterns = new Patterns(chosen());
        return patterns;
    }

    private void file() {
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'-f' lacks a file", "a file of patterns");
        Word word = words.take();
        String name = Latin1.readable(word.text());
        int number = 0;
        for (String line : content(word, scope.resolve(name)).split("\n", -1)) {
            number++;
            String pattern = pattern(line);
            if (!pattern.isEmpty()) add(patterns(), Comparison.EQ, pattern, new Place(name, number, 1));
        }
        patterns();
    }

    /** A line without the blanks before it and its end; empty for a comment. */
    private static String pattern(String line) {
        if (line.startsWith("#")) return "";
        int start = 0;
        while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) start++;
        int end = line.indexOf('\r', start);
        return end < 0 ? line.substring(start) : line.substring(start, end);
    }

    private static String content(Word word, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw fault("missing-file", word.place(), "file " + file + " does not exist", "");
        } catch (IOException e) {
            throw fault("missing-file", word.place(), "cannot read " + file + ": " + e.getMessage(), "");
        }
    }

    private void add(Patterns all, Comparison comparison, String pattern, Place place) {
        anyPattern = true;
        try {
            all.add(comparison, pattern, letters);
        } catch (BadArgumentException e) {
            throw fault("bad-pattern", place, Latin1.readable(e.problem()), e.expected());
        }
    }

    private static LineFault fault(String code, Place place, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, place, message, expected));
    }
}

package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.AclKeyword;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.Case;
import io.weir.rules.sample.Comparison;
import io.weir.rules.sample.DottedVersion;
import io.weir.rules.sample.GroupTest;
import io.weir.rules.sample.MatchMethod;
import io.weir.rules.sample.Matching;
import io.weir.rules.sample.PatternMatch;
import io.weir.rules.sample.PatternReader;
import io.weir.rules.sample.PatternTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the test of one ACL: criterion, flags, operators and patterns (configuration manual section 7.1). Made for one
 * test; confined to the reading thread.
 */
final class TestReader {
    private static final String FLAGS = "-i, -m, -f, -M, -n, -u, or '--' before a pattern that begins with '-'";

    private final Problems problems;
    private final AclScope scope;
    private final Words words;
    private final Word criterion;
    private final ReadExpression read;
    private final List<PatternReader> readers = new ArrayList<>();
    private @Nullable MatchMethod method;
    private Case letters = Case.KEPT;
    private PatternMatch.Names names = PatternMatch.Names.LOOKED_UP;
    private PatternRef.Columns columns = PatternRef.Columns.ONE;
    private int id = PatternRefs.AUTOMATIC;
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
        PatternRef inline = scope.patterns().inline(keyword(), criterion.place(), id);
        inline(inline);
        readers.add(reader(inline, criterion.place()));
        warnAboutPatterns();
        return new NamedAcl.AclTest(
                read.fetch(),
                read.needs(),
                Matching.of(read.expression(), chosen().takes(), PatternTests.of(chosen(), readers)));
    }

    /** What HAProxy calls the test: with a converter behind it, a keyword of conditions is the fetch that it stands for. */
    private String keyword() {
        AclKeyword known = AclKeyword.named(read.fetch());
        return known != null && criterion.text().indexOf(',') >= 0 ? known.fetch() : read.fetch();
    }

    /** The patterns behind the flags. */
    private void inline(PatternRef into) {
        reader(into, criterion.place()); // so that each pattern is checked when it is added
        Comparison comparison = Comparison.EQ;
        while (words.hasNext()) {
            Word word = words.take();
            Comparison operator = chosen().comparesNumbers() ? Comparison.byKeyword(word.text()) : null;
            if (operator == null) add(into, comparison, word);
            else if (words.hasNext()) comparison = operator;
            else throw fault("missing-argument", words.place(), "a number is missing", "a number");
        }
    }

    private void add(PatternRef into, Comparison comparison, Word pattern) {
        anyPattern = true;
        try {
            String text = pattern.text();
            into.add(comparison.range(comparesVersions() ? DottedVersion.numbers(text) : text), null);
        } catch (BadArgumentException e) {
            throw fault("bad-pattern", pattern.place(), Latin1.readable(e.problem()), e.expected());
        } catch (PatternException e) {
            throw fault("bad-pattern", pattern.place(), Latin1.readable(e.problem()), e.expected());
        }
    }

    /** The version of TLS is compared as it is written, such as 3.1. */
    private boolean comparesVersions() {
        return !methodSaid
                && (read.fetch().equals("req.ssl_ver") || read.fetch().equals("req_ssl_ver"));
    }

    /** @param place where a pattern that came from no file stands */
    private PatternReader reader(PatternRef ref, Place place) {
        try {
            return PatternReader.of(ref, PatternMatch.acl(chosen(), letters, names));
        } catch (PatternException e) {
            Place at = e.line() == 0 ? place : new Place(ref.name(), e.line(), 1);
            throw fault("bad-pattern", at, Latin1.readable(e.problem()), e.expected());
        }
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
            case "-n" -> names = PatternMatch.Names.PLAIN; // names are never looked up here anyway
            case "-m" -> chooseMethod();
            case "-f" -> file();
            case "--" -> flagsEnded = true;
            case "-M" -> columns = PatternRef.Columns.TWO;
            case "-u" -> id = id();
            default -> throw fault("unknown-flag", flag.place(), Line.quoted(flag) + " is no flag", FLAGS);
        }
    }

    private void chooseMethod() {
        String expected = Line.listed(
                Arrays.stream(MatchMethod.values()).map(MatchMethod::keyword).toList());
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'-m' lacks a match method", expected);
        Word word = words.take();
        if (!readers.isEmpty())
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

    private void file() {
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'-f' lacks a file", "a file of patterns");
        Word word = words.take();
        anyPattern = true;
        chosen();
        try {
            boolean map = columns == PatternRef.Columns.TWO;
            var use = new PatternRefs.Use(map ? PatternRef.User.MAP : PatternRef.User.ACL, criterion.place());
            PatternRef ref = scope.patternFile(word.text(), columns, use);
            ref.usedBy(PatternRef.User.ACL);
            readers.add(reader(ref, word.place()));
        } catch (BadArgumentException e) {
            throw fault("bad-file", word.place(), Latin1.readable(e.problem()), e.expected());
        }
    }

    private int id() {
        if (!words.hasNext()) throw fault("missing-argument", words.place(), "'-u' lacks an id", "an integer");
        Word word = words.take();
        try {
            int number = Integer.parseInt(word.text());
            if (scope.patterns().numbered(number) == null) return number;
        } catch (NumberFormatException e) {
            throw fault("bad-value", word.place(), Line.quoted(word) + " is no id", "an integer");
        }
        throw fault("duplicate-id", word.place(), "the id " + Line.quoted(word) + " is taken", "another integer");
    }

    private static LineFault fault(String code, Place place, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, place, message, expected));
    }
}

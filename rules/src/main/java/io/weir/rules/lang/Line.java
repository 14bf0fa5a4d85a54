package io.weir.rules.lang;

import io.weir.rules.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A configuration line whose keyword is known: takes arguments, and says what was expected where one is wrong.
 * Confined to the reading thread.
 */
final class Line {
    final String keyword;
    final Place place;
    final Words words;
    final Problems problems;
    final Environment environment;
    final FileFinder files;

    /** @param words positioned behind the keyword */
    Line(String keyword, Words words, Problems problems, Environment environment, FileFinder files) {
        this.keyword = keyword;
        this.place = words.start();
        this.words = words;
        this.problems = problems;
        this.environment = environment;
        this.files = files;
    }

    /**
     * The next argument.
     *
     * @param expected what it is, for the message
     */
    Word word(String expected) {
        if (words.hasNext()) return words.take();
        throw fault("missing-argument", words.place(), "'" + keyword + "' lacks an argument", expected);
    }

    String text(String expected) {
        return word(expected).text();
    }

    /** Whether that word comes next; takes it then. */
    boolean takes(String word) {
        return words.takeIf(word);
    }

    /** Nothing may follow. */
    void end() {
        if (!words.hasNext()) return;
        var extra = words.take();
        throw fault(
                "extra-argument", extra.place(), "'" + keyword + "' takes no further argument " + quoted(extra), "");
    }

    int number(int min, int max) {
        return number(word("a number of " + min + " to " + max), min, max);
    }

    int number(Word word, int min, int max) {
        var expected = "a number of " + min + " to " + max;
        try {
            long value = Long.parseLong(word.text());
            if (value >= min && value <= max) return (int) value;
        } catch (NumberFormatException e) {
            throw bad(word, expected);
        }
        throw bad(word, expected);
    }

    Duration time() {
        return time(word(TimeValue.EXPECTED));
    }

    Duration time(Word word) {
        var value = TimeValue.parse(word.text());
        if (value == null) throw bad(word, TimeValue.EXPECTED);
        return value;
    }

    int size(int min, int max) {
        var word = word(SizeValue.EXPECTED);
        long value = SizeValue.parse(word.text());
        if (value < 0) throw bad(word, SizeValue.EXPECTED);
        if (value < min || value > max) throw bad(word, "a size of " + min + " to " + max + " bytes");
        return (int) value;
    }

    /** One of some words, such as those of an enum. */
    <T> T choice(Map<String, T> choices) {
        var expected = listed(new TreeSet<>(choices.keySet()));
        var word = word(expected);
        T chosen = choices.get(word.text());
        if (chosen == null) throw bad(word, expected);
        return chosen;
    }

    /** A file's name, looked up as {@code default-path} says. */
    Path file() {
        return files.find(Latin1.readable(text("a file")));
    }

    /** The remaining words. */
    List<Word> rest() {
        var rest = new ArrayList<Word>();
        while (words.hasNext()) rest.add(words.take());
        return rest;
    }

    void warn(String code, Place at, String message, String expected) {
        problems.warning(code, at, message, expected);
    }

    LineFault bad(Word word, String expected) {
        return fault("bad-value", word.place(), "'" + keyword + "': " + quoted(word) + " is not valid", expected);
    }

    LineFault fault(String code, Place at, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, at, message, expected));
    }

    static String quoted(Word word) {
        return "'" + Latin1.readable(word.text()) + "'";
    }

    /** {@code a, b or c}. */
    static String listed(Iterable<String> words) {
        var text = new StringBuilder();
        var iterator = words.iterator();
        while (iterator.hasNext()) {
            var word = iterator.next();
            if (!text.isEmpty()) text.append(iterator.hasNext() ? ", " : " or ");
            text.append(word);
        }
        return text.toString();
    }
}

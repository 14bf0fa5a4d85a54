package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one line into words (configuration manual sections 2.2 and 2.3): backslash escapes, weak and strong quotes,
 * comments, and environment variables inside weak quotes. Confined to the reading thread.
 */
final class Lexer {
    /** Environment variables by name. */
    @FunctionalInterface
    interface Variables {
        /** Null when there is none of that name. */
        @Nullable String value(String name);
    }

    private final String line;
    private final String file;
    private final int number;
    private final Variables variables;
    private final Problems problems;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int at;
    private int wordStart = -1;
    private int quoteStart = -1;
    private boolean weak;
    private boolean strong;

    private Lexer(String line, String file, int number, Variables variables, Problems problems) {
        this.line = line;
        this.file = file;
        this.number = number;
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * The words of a line; none when it is blank or a comment.
     *
     * @return null when the line cannot be cut; the problem is then noted
     */
    static @Nullable List<Word> words(String line, String file, int number, Variables variables, Problems problems) {
        var lexer = new Lexer(line, file, number, variables, problems);
        return lexer.cut() ? lexer.words : null;
    }

    private boolean cut() {
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '#' && !weak && !strong) break;
            if (c == '"' && !strong) weak = quote(weak);
            else if (c == '\'' && !weak) strong = quote(strong);
            else if (c == '\\' && !strong) {
                if (!escape()) return false;
            } else if (isSpace(c) && !weak && !strong) {
                endWord();
                at++;
            } else if (c == '$' && weak) {
                if (!variable()) return false;
            } else {
                put(c);
                at++;
            }
        }
        if (weak || strong) return fail(quoteStart, "unmatched quote", "a closing " + line.charAt(quoteStart));
        endWord();
        return true;
    }

    private boolean quote(boolean open) {
        startWord();
        quoteStart = at++;
        return !open;
    }

    /** Other pairs stay as they are, backslash included, so that {@code \1} and {@code \.} reach a regex. */
    private boolean escape() {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : 0;
        switch (next) {
            case ' ', '\\', '#', '\'', '"' -> put(next);
            case '$' -> putAll(weak ? "$" : "\\$"); // only where a variable could begin
            case 't' -> put('\t');
            case 'n' -> put('\n');
            case 'r' -> put('\r');
            case 'x' -> {
                return hex();
            }
            default -> {
                put('\\');
                at++;
                return true;
            }
        }
        at += 2;
        return true;
    }

    private boolean hex() {
        int high = at + 2 < line.length() ? Character.digit(line.charAt(at + 2), 16) : -1;
        int low = at + 3 < line.length() ? Character.digit(line.charAt(at + 3), 16) : -1;
        if (high < 0 || low < 0) return fail(at, "truncated or invalid hexadecimal sequence", "\\x and two hex digits");
        put((char) (high << 4 | low));
        at += 4;
        return true;
    }

    private boolean variable() {
        int dollar = at++;
        boolean braced = at < line.length() && line.charAt(at) == '{';
        if (braced) at++;
        int nameStart = at;
        if (at < line.length() && line.charAt(at) == '.') at++;
        while (at < line.length() && isNameCharacter(line.charAt(at))) at++;
        String name = line.substring(nameStart, at);
        if (name.isEmpty() || Character.isDigit(name.charAt(0)))
            return fail(nameStart, "forbidden first character of a variable's name", "a letter, '_' or '.'");
        String value = variables.value(name);
        if (name.charAt(0) == '.' && value == null)
            return fail(nameStart, "unknown pseudo-variable '" + name + "'", ".FILE, .LINE or .SECTION");
        if (!braced) {
            putAll(value == null ? "" : value);
            return true;
        }
        boolean split = line.startsWith("[", at);
        if (split && !line.startsWith("[*]", at))
            return fail(at, "truncated or invalid word expansion", "${" + name + "[*]}");
        if (split) at += 3;
        int close = line.indexOf('}', at);
        boolean hasDefault = line.startsWith("-", at);
        if (close < 0 || close != at && !hasDefault)
            return fail(dollar, "unmatched brace of a variable", "a closing }");
        if (value == null && hasDefault) value = line.substring(at + 1, close);
        at = close + 1;
        if (split) putSplit(value == null ? "" : value);
        else putAll(value == null ? "" : value);
        return true;
    }

    private void putSplit(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isSpace(value.charAt(i))) {
                put(value.charAt(i));
                continue;
            }
            int start = wordStart;
            endWord();
            wordStart = start; // the rest of the variable stands at the same place
            while (i + 1 < value.length() && isSpace(value.charAt(i + 1))) i++;
        }
    }

    private void putAll(String value) {
        startWord();
        word.append(value);
    }

    private void put(char c) {
        startWord();
        word.append(c);
    }

    private void startWord() {
        if (wordStart < 0) wordStart = at;
    }

    private void endWord() {
        if (wordStart >= 0) words.add(new Word(word.toString(), place(wordStart)));
        word.setLength(0);
        wordStart = -1;
    }

    private boolean fail(int index, String message, String expected) {
        problems.error("bad-syntax", place(index), message, expected);
        return false;
    }

    private Place place(int index) {
        return new Place(file, number, index + 1);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}

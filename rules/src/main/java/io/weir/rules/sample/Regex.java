package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over bytes, in PCRE's language as far as {@link RegexDialect} brings it to Java's. A search that
 * takes too many steps or too much stack ends as "no match", as PCRE's match limit does, so that no request can hold an
 * event loop. Any thread; immutable.
 */
public final class Regex {
    private static final byte[] NOTHING = {};

    private final Pattern pattern;

    /** A matcher takes more bytes than all else that a rule does, so each loop keeps one. */
    private final ThreadLocal<Search> searches;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
        searches = ThreadLocal.withInitial(() -> new Search(pattern));
    }

    /** @throws BadArgumentException with the reason and where in the expression it lies */
    public static Regex compile(String expression, Case letters) throws BadArgumentException {
        int flags = Pattern.UNIX_LINES | (letters == Case.IGNORED ? Pattern.CASE_INSENSITIVE : 0);
        try {
            return new Regex(Pattern.compile(RegexDialect.toJava(expression), flags));
        } catch (PatternSyntaxException e) {
            throw new BadArgumentException(
                    "regular expression '" + expression + "' is wrong: " + e.getDescription(), "");
        } catch (StackOverflowError e) {
            throw new BadArgumentException("regular expression '" + expression + "' is nested too deeply", "");
        }
    }

    /** Whether it is found somewhere in these bytes. */
    public boolean matches(byte[] bytes, int start, int end) {
        return searches.get().finds(bytes, start, end);
    }

    /** A matcher for one search after the other. Confined to its thread. */
    private static final class Search {
        private final RegexInput input = new RegexInput(NOTHING, 0, 0);
        private final Matcher matcher;

        Search(Pattern pattern) {
            matcher = pattern.matcher(input);
        }

        boolean finds(byte[] bytes, int start, int end) {
            input.set(bytes, start, end);
            boolean found = found(matcher.reset());
            input.set(NOTHING, 0, 0); // a message must not live on in it
            return found;
        }
    }

    /**
     * What takes the place of the whole text, as {@code replace-header} has it; null when the expression is not found
     * in it.
     *
     * @param template with {@code \0} to {@code \9} for what was found
     */
    public @Nullable String expanded(String text, String template) {
        Matcher matcher = matcherOf(text);
        if (!found(matcher)) return null;
        var out = new StringBuilder();
        expand(matcher, template, out);
        return out.toString();
    }

    /** The text with the first find replaced. */
    String replacedFirst(String text, String template) {
        Matcher matcher = matcherOf(text);
        if (!found(matcher)) return text;
        var out = new StringBuilder(text.length());
        out.append(text, 0, matcher.start());
        expand(matcher, template, out);
        return out.append(text, matcher.end(), text.length()).toString();
    }

    /** The text with every find replaced. */
    String replacedAll(String text, String template) {
        Matcher matcher = matcherOf(text);
        var out = new StringBuilder(text.length());
        int copied = 0;
        while (found(matcher)) {
            out.append(text, copied, matcher.start());
            expand(matcher, template, out);
            copied = matcher.end();
        }
        return out.append(text, copied, text.length()).toString();
    }

    private Matcher matcherOf(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return pattern.matcher(new RegexInput(bytes, 0, bytes.length));
    }

    private static boolean found(Matcher matcher) {
        try {
            return matcher.find();
        } catch (RegexInput.TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    private static void expand(Matcher matcher, String template, StringBuilder out) {
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '\\' || i + 1 == template.length()) {
                out.append(c);
                continue;
            }
            char next = template.charAt(++i);
            if (next >= '0' && next <= '9') appendGroup(matcher, next - '0', out);
            else if (next == 'x' && i + 2 < template.length()) {
                int code = code(template, i + 1);
                if (code < 0) out.append('\\').append('x');
                else {
                    out.append((char) code);
                    i += 2;
                }
            } else out.append(next);
        }
    }

    private static int code(String template, int at) {
        int high = Character.digit(template.charAt(at), 16);
        int low = Character.digit(template.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static void appendGroup(Matcher matcher, int group, StringBuilder out) {
        if (group > matcher.groupCount()) return;
        String found = matcher.group(group);
        if (found != null) out.append(found);
    }
}

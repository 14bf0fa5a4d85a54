package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions of {@code .if} and of {@code -cc} (configuration manual section 2.4). Confined to the reading thread.
 */
public final class ConditionalExpression {
    /** The version of HAProxy whose configuration language this is. */
    public static final String COMPATIBLE_VERSION = "2.6.12";

    /**
     * What {@code feature()} knows: names as {@code haproxy -vv} lists them, where Weir has that feature. PCRE2 is the
     * language of its regular expressions.
     */
    private static final Set<String> FEATURES =
            Set.of("ACCEPT4", "EPOLL", "GETADDRINFO", "JS", "PCRE2", "POLL", "THREAD", "THREADS");

    private static final Set<String> ENABLED = Set.of("EPOLL", "POLL", "GETADDRINFO", "REUSEPORT");
    private static final Set<String> KNOWN_OPTIONS =
            Set.of("EPOLL", "EVPORTS", "FAST-FORWARD", "GETADDRINFO", "KQUEUE", "POLL", "REUSEPORT", "SPLICE");
    private static final String PREDICATES =
            "defined(), enabled(), feature(), streq(), strneq(), version_atleast() or version_before()";

    private final String text;
    private final Place place;
    private final Environment environment;
    private int at;

    private ConditionalExpression(String text, Place place, Environment environment) {
        this.text = text;
        this.place = place;
        this.environment = environment;
    }

    /** What an expression comes to. */
    public sealed interface Outcome {}

    public record Holds(boolean holds) implements Outcome {}

    public record Wrong(Problem problem) implements Outcome {}

    /** The features that {@code feature()} finds, in order. */
    public static List<String> features() {
        return FEATURES.stream().sorted().toList();
    }

    /** The argument of {@code -cc}, with quotes and variables. */
    public static Outcome evaluate(String expression, Map<String, String> environment) {
        var variables = new Environment(environment);
        var problems = new Problems();
        var words = Lexer.words(Latin1.of(expression), "-cc", 1, variables::get, problems);
        if (words == null) return new Wrong(problems.all().getFirst());
        var text = String.join(" ", words.stream().map(Word::text).toList());
        return evaluate(text, new Place("-cc", 1, 1), variables);
    }

    /** An expression whose outer quotes and variables are already resolved. */
    static Outcome evaluate(String expression, Place place, Environment environment) {
        var reader = new ConditionalExpression(expression, place, environment);
        try {
            return new Holds(reader.whole());
        } catch (LineFault fault) {
            return new Wrong(fault.problem());
        }
    }

    private boolean whole() {
        skipSpaces();
        if (at == text.length()) return false;
        boolean value = or();
        if (at < text.length()) throw fault("unexpected '" + text.substring(at) + "'", "&&, || or the end");
        return value;
    }

    private boolean or() {
        boolean value = and();
        while (takes("||")) value |= and();
        return value;
    }

    private boolean and() {
        boolean value = term();
        while (takes("&&")) value &= term();
        return value;
    }

    private boolean term() {
        if (takes("!")) return !term();
        if (takes("(")) {
            boolean value = or();
            if (!takes(")")) throw fault("unclosed parenthesis", "')'");
            return value;
        }
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') at++;
        while (at < text.length() && isNameCharacter(text.charAt(at))) at++;
        var name = text.substring(start, at);
        if (name.isEmpty()) throw fault("missing condition", PREDICATES + ", a number, '!' or '('");
        if (name.matches("-?[0-9]+")) {
            skipSpaces();
            return !name.matches("-?0+");
        }
        return predicate(name, at < text.length() && text.charAt(at) == '(' ? arguments() : List.of(), start);
    }

    private boolean predicate(String name, List<String> arguments, int start) {
        return switch (name) {
            case "defined" -> environment.has(oneOrNone(name, arguments));
            case "feature" -> FEATURES.contains(oneOrNone(name, arguments));
            case "enabled" -> isEnabled(one(name, arguments));
            case "streq" -> two(name, arguments, 0).equals(two(name, arguments, 1));
            case "strneq" -> !two(name, arguments, 0).equals(two(name, arguments, 1));
            case "version_atleast" -> compareWith(one(name, arguments)) >= 0;
            case "version_before" -> compareWith(one(name, arguments)) < 0;
            default -> {
                at = start;
                throw fault("unknown predicate '" + name + "'", PREDICATES);
            }
        };
    }

    private boolean isEnabled(String option) {
        if (!KNOWN_OPTIONS.contains(option))
            throw fault("unknown option '" + option + "'", Line.listed(new java.util.TreeSet<>(KNOWN_OPTIONS)));
        return ENABLED.contains(option);
    }

    /** Up to the closing parenthesis, with a level of quotes of their own (section 2.2). */
    private List<String> arguments() {
        var arguments = new ArrayList<String>();
        var argument = new StringBuilder();
        char quote = 0;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0 && c == quote) quote = 0;
            else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
            else if (c == '\\' && quote != '\'' && at + 1 < text.length()) argument.append(escaped(text.charAt(++at)));
            else if (quote == 0 && (c == ',' || c == ')')) {
                arguments.add(argument.toString());
                argument.setLength(0);
                if (c == ',') continue;
                at++;
                skipSpaces();
                return arguments;
            } else argument.append(c);
        }
        throw fault("unclosed argument list", "')'");
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case ' ', '\\', '\'', '"', ',', '(', ')' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    /** As in HAProxy, nothing is an argument that is never there. */
    private String oneOrNone(String name, List<String> arguments) {
        return arguments.isEmpty() || arguments.equals(List.of("")) ? "" : one(name, arguments);
    }

    private String one(String name, List<String> arguments) {
        if (arguments.size() == 1 && !arguments.getFirst().isEmpty()) return arguments.getFirst();
        throw fault("'" + name + "' takes one argument", name + "(ARGUMENT)");
    }

    private String two(String name, List<String> arguments, int index) {
        if (arguments.size() == 2) return arguments.get(index);
        throw fault("'" + name + "' takes two arguments", name + "(STRING,STRING)");
    }

    /** Our version against another: major, minor and patch level, then the development or candidate number. */
    private int compareWith(String other) {
        long[] theirs = version(other);
        long[] ours = version(COMPATIBLE_VERSION);
        for (int i = 0; i < ours.length; i++) if (ours[i] != theirs[i]) return Long.compare(ours[i], theirs[i]);
        return 0;
    }

    /** Development versions come before candidates, these before the release. */
    private long[] version(String version) {
        var matcher = java.util.regex.Pattern.compile(
                        "([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?(?:-(dev|rc)([0-9]{1,9}))?(?:-.*)?")
                .matcher(version);
        if (!matcher.matches()) throw fault("'" + version + "' is not a version", "such as 2.6 or 2.7-dev3");
        long[] parts = new long[5];
        for (int i = 0; i < 3; i++) parts[i] = matcher.group(i + 1) == null ? 0 : Long.parseLong(matcher.group(i + 1));
        var stage = matcher.group(4);
        parts[3] = stage == null ? 2 : stage.equals("rc") ? 1 : 0;
        parts[4] = stage == null ? 0 : Long.parseLong(matcher.group(5));
        return parts;
    }

    private boolean takes(String token) {
        skipSpaces();
        if (!text.startsWith(token, at)) return false;
        at += token.length();
        skipSpaces();
        return true;
    }

    private void skipSpaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private LineFault fault(String message, String expected) {
        var from = new Place(place.file(), place.line(), place.column() + at);
        return new LineFault(new Problem(Severity.ERROR, "bad-condition", from, "condition: " + message, expected));
    }
}

package io.weir.rules.sample;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The converters that look into JSON: one value by a path such as {@code $.user.ids[0]}, as HAProxy reads both. Numbers
 * come as text with six digits, or as integers when those were asked for; arrays, objects and null give no value.
 *
 * @param steps names ({@link String}) and indices ({@link Integer}); null: a path that leads nowhere
 *     <p>Any thread; immutable.
 */
record JsonQuery(@Nullable List<Object> steps, Numbers numbers) {
    private static final long LARGEST_INTEGER = (1L << 53) - 1;

    enum Numbers {
        TEXT,
        INTEGERS
    }

    /** Reads a path and perhaps a type. */
    static JsonQuery of(Arguments arguments) throws BadArgumentException {
        String type = arguments.text(1, "");
        if (!type.isEmpty() && !type.equals("int"))
            throw new BadArgumentException("type '" + type + "'", "int or none");
        return new JsonQuery(steps(arguments.text(0)), type.isEmpty() ? Numbers.TEXT : Numbers.INTEGERS);
    }

    private static @Nullable List<Object> steps(String path) {
        if (!path.startsWith("$")) return null;
        List<Object> steps = new ArrayList<>();
        for (int at = 1; at < path.length(); ) {
            int end = at + 1;
            var name = new StringBuilder();
            for (; end < path.length() && ".[".indexOf(path.charAt(end)) < 0; end++) {
                if (path.charAt(end) == '\\' && end + 1 < path.length()) end++;
                name.append(path.charAt(end));
            }
            Object step = step(path.charAt(at), name.toString());
            if (step == null) return null;
            steps.add(step);
            at = end;
        }
        return steps;
    }

    private static @Nullable Object step(char kind, String name) {
        if (kind == '.') return name;
        return kind == '[' && name.matches("[0-9]{1,9}]")
                ? Integer.valueOf(name.substring(0, name.length() - 1))
                : null;
    }

    /** The value in that JSON, or null. */
    @Nullable Object value(String json) {
        if (steps == null) return null;
        String found = new JsonScan(json, steps).find();
        if (found == null) return null;
        return switch (found.charAt(0)) {
            case '"' -> unescaped(found);
            case 't' -> true;
            case 'f' -> false;
            case 'n', '{', '[' -> null;
            default -> numbers == Numbers.INTEGERS ? integer(found) : SignificantDigits.text(found);
        };
    }

    private static @Nullable Long integer(String number) {
        long integer = Casts.leadingNumber(number);
        return Math.abs(integer) > LARGEST_INTEGER || integer == Long.MIN_VALUE ? null : integer;
    }

    /** The text of a string; null for an escape that HAProxy does not know, such as one beyond ISO 8859-1. */
    private static @Nullable String unescaped(String string) {
        int end = string.length() - 1;
        var out = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = string.charAt(i);
            if (c == '\\') {
                int escaped = escaped(string, ++i, end);
                if (escaped < 0) return null;
                if (string.charAt(i) == 'u') i += 4;
                out.append((char) escaped);
            } else out.append(c);
        }
        return out.toString();
    }

    private static int escaped(String string, int at, int end) {
        return switch (string.charAt(at)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\' -> '\\';
            case '"' -> '"';
            case 'u' -> at + 4 < end && string.startsWith("00", at + 1) ? hex(string, at + 3) : -1;
            default -> -1;
        };
    }

    private static int hex(String string, int at) {
        int high = Texts.hexDigit(string.charAt(at));
        int low = Texts.hexDigit(string.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}

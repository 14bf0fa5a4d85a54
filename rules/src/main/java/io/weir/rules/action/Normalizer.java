package io.weir.rules.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way to bring equal URIs into one form (RFC 3986 section 6.2.2). Any thread. */
public enum Normalizer {
    FRAGMENT_ENCODE,
    FRAGMENT_STRIP,
    PATH_MERGE_SLASHES,
    PATH_STRIP_DOT,
    PATH_STRIP_DOTDOT,
    /** No {@code ..} is left at the start of the path. */
    PATH_STRIP_DOTDOT_FULL,
    PERCENT_DECODE_UNRESERVED,
    /** What is no escape is refused. */
    PERCENT_DECODE_UNRESERVED_STRICT,
    PERCENT_TO_UPPERCASE,
    /** What is no escape is refused. */
    PERCENT_TO_UPPERCASE_STRICT,
    QUERY_SORT_BY_NAME;

    private final String keyword = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it stands in a configuration, with {@code -} for the space before {@code full} or {@code strict}. */
    public String keyword() {
        return keyword;
    }

    /**
     * Path and query in that form; null when they cannot be brought into it.
     *
     * @param rest the query with its question mark, or empty
     */
    @Nullable String normalized(String path, String rest) {
        return switch (this) {
            case FRAGMENT_ENCODE -> (path + rest).replace("#", "%23");
            case FRAGMENT_STRIP -> beforeFragment(path + rest);
            case PATH_MERGE_SLASHES -> withSingleSlashes(path) + rest;
            case PATH_STRIP_DOT -> withoutDots(path) + rest;
            case PATH_STRIP_DOTDOT -> withoutDotDots(path, false) + rest;
            case PATH_STRIP_DOTDOT_FULL -> withoutDotDots(path, true) + rest;
            case PERCENT_DECODE_UNRESERVED -> escapes(path + rest, true, false);
            case PERCENT_DECODE_UNRESERVED_STRICT -> escapes(path + rest, true, true);
            case PERCENT_TO_UPPERCASE -> escapes(path + rest, false, false);
            case PERCENT_TO_UPPERCASE_STRICT -> escapes(path + rest, false, true);
            case QUERY_SORT_BY_NAME -> path + sorted(rest);
        };
    }

    private static String beforeFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    private static String withSingleSlashes(String path) {
        var merged = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++)
            if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') merged.append(path.charAt(i));
        return merged.toString();
    }

    private static String withoutDots(String path) {
        var kept = new StringBuilder(path.length());
        for (int start = 0; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash + 1;
            String segment = path.substring(start, slash < 0 ? end : slash);
            if (!segment.equals(".")) kept.append(path, start, end);
            start = slash < 0 ? path.length() + 1 : end;
        }
        return kept.toString();
    }

    /** Segments from the last to the first: each {@code ..} swallows the one before it, be that empty. */
    private static String withoutDotDots(String path, boolean full) {
        if (!path.startsWith("/")) return path;
        List<String> segments = new ArrayList<>(Arrays.asList(path.substring(1).split("/", -1)));
        if (segments.getLast().equals("..")) segments.add("");
        List<String> kept = new ArrayList<>();
        int up = 0;
        for (String segment : segments.reversed()) {
            if (segment.equals("..")) up++;
            else if (up > 0) up--;
            else kept.addFirst(segment);
        }
        if (!full) for (int i = 0; i < up; i++) kept.addFirst("..");
        return "/" + String.join("/", kept);
    }

    private static @Nullable String escapes(String text, boolean decode, boolean strict) {
        var result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape =
                    c == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            if (c == '%' && !escape && strict) return null;
            if (!escape) {
                result.append(c);
                continue;
            }
            char meant = (char) Integer.parseInt(text, i + 1, i + 3, 16);
            if (!decode) result.append(text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            else if (isUnreserved(meant)) result.append(meant);
            else result.append(text, i, i + 3);
            i += 2;
        }
        return result.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    /** RFC 3986 section 2.3. */
    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 0 && "-._~".indexOf(c) >= 0;
    }

    /** Parameters of one name keep their order. */
    private static String sorted(String query) {
        if (query.isEmpty()) return query;
        String[] parameters = query.substring(1).split("&", -1);
        Arrays.sort(parameters, Comparator.comparing(Normalizer::parameterName));
        return "?" + String.join("&", parameters);
    }

    private static String parameterName(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }
}

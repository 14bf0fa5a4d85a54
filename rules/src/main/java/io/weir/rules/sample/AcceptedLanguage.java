package io.weir.rules.sample;

import org.jspecify.annotations.Nullable;

/**
 * The converter {@code language}: which of some languages a value of Accept-Language likes best (RFC 9110 section
 * 12.5.4). Confined to one conversion.
 */
final class AcceptedLanguage {
    private static final int MOST_LIKED = 1000;

    private final String accepted;
    private int at;

    private AcceptedLanguage(String accepted) {
        this.accepted = accepted;
    }

    static Converter.Step step(Arguments arguments) {
        String[] offered = arguments.text(0).split(";", -1);
        String otherwise = arguments.text(1, "");
        return (value, txn) -> {
            String best = new AcceptedLanguage((String) value).best(offered);
            if (!best.isEmpty()) return best;
            return otherwise.isEmpty() ? null : otherwise;
        };
    }

    private String best(String[] offered) {
        String best = "";
        int quality = 0;
        for (skipBlanks(); at < accepted.length(); nextItem()) {
            String language = offer(token(), offered);
            if (language == null) continue;
            int liked = quality();
            if (liked <= quality) continue;
            best = language;
            quality = liked;
            if (quality >= MOST_LIKED) break;
        }
        return best;
    }

    private void nextItem() {
        while (at < accepted.length() && accepted.charAt(at) != ',') at++;
        at++;
        skipBlanks();
    }

    private String token() {
        int start = at;
        while (at < accepted.length() && ";,".indexOf(accepted.charAt(at)) < 0 && !isBlank(accepted.charAt(at))) at++;
        return accepted.substring(start, at);
    }

    private static @Nullable String offer(String range, String[] offered) {
        if (range.isEmpty()) return null;
        for (String language : offered) if (matches(range, language)) return language;
        return null;
    }

    /** A range is for a language that it is or continues behind a hyphen. */
    private static boolean matches(String range, String language) {
        if (!range.startsWith(language)) return false;
        return range.length() == language.length() || range.charAt(language.length()) == '-';
    }

    /** What stands behind the language; without a readable {@code q=} it is liked most. */
    private int quality() {
        skipBlanks();
        if (at < accepted.length() && accepted.charAt(at) != ',' && accepted.charAt(at) != ';') return 0;
        if (!takes(';') || !takes('q') || !takes('=')) return MOST_LIKED;
        if (digit(at) < 0) return MOST_LIKED;
        int quality = digit(at) * MOST_LIKED;
        if (at + 1 < accepted.length() && accepted.charAt(at + 1) == '.')
            for (int i = 2, worth = 100; i < 5 && digit(at + i) >= 0; i++, worth /= 10)
                quality += digit(at + i) * worth;
        return Math.min(quality, MOST_LIKED);
    }

    private boolean takes(char c) {
        if (at >= accepted.length() || accepted.charAt(at) != c) return false;
        at++;
        skipBlanks();
        return at < accepted.length();
    }

    private int digit(int i) {
        int digit = i < accepted.length() ? accepted.charAt(i) - '0' : -1;
        return digit > 9 ? -1 : digit;
    }

    private void skipBlanks() {
        while (at < accepted.length() && isBlank(accepted.charAt(at))) at++;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}

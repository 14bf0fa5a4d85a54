package io.weir.rules.sample;

/**
 * Versions such as {@code 3.1}, or ranges of them, as the numbers that fetches give: the major number above the minor
 * one's 16 bits. Any thread.
 */
public final class DottedVersion {
    private static final String EXPECTED = "a version or a range such as 3.1:3.3";

    private DottedVersion() {}

    /** The same pattern with numbers. */
    public static String numbers(String text) throws BadArgumentException {
        int colon = 0;
        while (colon < text.length() && text.charAt(colon) != ':' && text.charAt(colon) != '-') colon++;
        if (colon == text.length()) return Long.toString(number(text, text));
        String low = text.substring(0, colon);
        String high = text.substring(colon + 1);
        if (low.isEmpty() && high.isEmpty()) throw bad(text);
        return (low.isEmpty() ? "" : number(low, text)) + ":" + (high.isEmpty() ? "" : number(high, text));
    }

    private static long number(String version, String text) throws BadArgumentException {
        if (!version.matches("[0-9]{1,5}(\\.[0-9]{0,5})?")) throw bad(text);
        int dot = version.indexOf('.');
        long major = Long.parseLong(dot < 0 ? version : version.substring(0, dot));
        String after = dot < 0 ? "" : version.substring(dot + 1);
        long minor = after.isEmpty() ? 0 : Long.parseLong(after);
        if (major > 0xffff || minor > 0xffff) throw bad(text);
        return major << 16 | minor;
    }

    private static BadArgumentException bad(String text) {
        return new BadArgumentException("'" + text + "' is not a version", EXPECTED);
    }
}

package io.weir.rules.sample;

import io.weir.rules.pattern.PatternException;

/** Numbers from one to another (configuration manual section 7.1.2). Any thread; immutable. */
record NumberRange(long lowest, long highest) {
    private static final String EXPECTED = "an integer or a range such as 10:20";

    boolean holds(long number) {
        return number >= lowest && number <= highest;
    }

    /**
     * Reads {@code 5}, {@code 5:}, {@code :5} or {@code 5:10}. As in HAProxy a minus sign stands for the colon: it is a
     * sign only behind one.
     *
     * @param line for the problem
     */
    static NumberRange of(String text, int line) throws PatternException {
        int colon = 0;
        while (colon < text.length() && text.charAt(colon) != ':' && text.charAt(colon) != '-') colon++;
        if (colon == text.length()) {
            long number = number(text, text, line);
            return new NumberRange(number, number);
        }
        String low = text.substring(0, colon);
        String high = text.substring(colon + 1);
        if (low.isEmpty()) return new NumberRange(Long.MIN_VALUE, number(high, text, line));
        if (high.isEmpty()) return new NumberRange(number(low, text, line), Long.MAX_VALUE);
        var range = new NumberRange(number(low, text, line), number(high, text, line));
        if (range.lowest > range.highest)
            throw new PatternException("'" + text + "' is not a valid number range", EXPECTED, line);
        return range;
    }

    private static long number(String digits, String text, int line) throws PatternException {
        try {
            if (!digits.startsWith("+")) return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw bad(text, line);
        }
        throw bad(text, line);
    }

    private static PatternException bad(String text, int line) {
        boolean range = text.isEmpty() || text.indexOf(':') >= 0 || text.indexOf('-') >= 0;
        return new PatternException(
                "'" + text + (range ? "' is not a valid number range" : "' is not a number"), EXPECTED, line);
    }
}

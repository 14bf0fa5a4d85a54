package io.weir.rules.sample;

import java.util.ArrayList;
import java.util.List;

/** Numbers and ranges of them, any of which may fit (configuration manual section 7.1.2). Any thread; immutable. */
final class NumberRanges {
    private final long[] bounds;

    private NumberRanges(long[] bounds) {
        this.bounds = bounds;
    }

    boolean contain(long number) {
        for (int i = 0; i < bounds.length; i += 2) if (number >= bounds[i] && number <= bounds[i + 1]) return true;
        return false;
    }

    /** Reads them. Confined to the reading thread. */
    static final class Builder {
        private static final String EXPECTED = "an integer or a range such as 10:20";
        private final List<Long> bounds = new ArrayList<>();

        /** A range takes no operator but {@code eq}. */
        void add(Comparison comparison, String pattern) throws BadArgumentException {
            if (comparison == Comparison.EQ) {
                add(pattern);
                return;
            }
            long number = number(pattern, pattern);
            add(comparison.lowest(number), comparison.highest(number));
        }

        private void add(String pattern) throws BadArgumentException {
            int colon = pattern.indexOf(':');
            if (colon < 0) {
                long number = number(pattern, pattern);
                add(number, number);
                return;
            }
            String low = pattern.substring(0, colon);
            String high = pattern.substring(colon + 1);
            long lowest = low.isEmpty() ? Long.MIN_VALUE : number(low, pattern);
            long highest = high.isEmpty() ? Long.MAX_VALUE : number(high, pattern);
            if (lowest > highest) throw new BadArgumentException("'" + pattern + "' holds no number", EXPECTED);
            add(lowest, highest);
        }

        private void add(long lowest, long highest) {
            bounds.add(lowest);
            bounds.add(highest);
        }

        private static long number(String text, String pattern) throws BadArgumentException {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new BadArgumentException("'" + pattern + "' is not a number", EXPECTED);
            }
        }

        NumberRanges build() {
            return new NumberRanges(bounds.stream().mapToLong(Long::longValue).toArray());
        }
    }
}

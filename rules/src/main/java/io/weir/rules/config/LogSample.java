package io.weir.rules.config;

import java.util.List;

/**
 * Which of the lines a target gets ({@code log … sample <ranges>:<size>}).
 *
 * @param ranges of positions in each round of lines, from 1
 * @param size lines of a round
 *     <p>Any thread; immutable.
 */
public record LogSample(List<Range> ranges, int size) {
    /** All of them. */
    public static final LogSample ALL = new LogSample(List.of(new Range(1, 1)), 1);

    public LogSample {
        ranges = List.copyOf(ranges);
    }

    /** @param last not before the first */
    public record Range(int first, int last) {}

    /** Whether the line of that number, from 0, is one of them. */
    public boolean takes(int number) {
        int position = Integer.remainderUnsigned(number, size) + 1;
        for (Range range : ranges) if (position >= range.first() && position <= range.last()) return true;
        return false;
    }
}

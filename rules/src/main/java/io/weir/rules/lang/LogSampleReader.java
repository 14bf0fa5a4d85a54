package io.weir.rules.lang;

import io.weir.rules.config.LogSample;
import io.weir.rules.config.LogSample.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads {@code sample <ranges>:<size>} of a {@code log} line (configuration manual section 4.2). Any thread. */
final class LogSampleReader {
    private static final String EXPECTED = "ranges and a size such as 1,3-5:10";

    private LogSampleReader() {}

    static LogSample read(Line line) {
        var word = line.word(EXPECTED);
        int colon = word.text().indexOf(':');
        if (colon < 1) throw line.bad(word, EXPECTED);
        List<Range> ranges = new ArrayList<>();
        for (var text : word.text().substring(0, colon).split(",", -1)) ranges.add(range(line, word, text));
        ranges.sort(Comparator.comparingInt(Range::first));
        for (int i = 1; i < ranges.size(); i++)
            if (ranges.get(i).first() <= ranges.get(i - 1).last()) throw line.bad(word, "ranges that do not overlap");
        int size = number(line, word, word.text().substring(colon + 1));
        if (size < ranges.getLast().last())
            throw line.bad(word, "a size of at least " + ranges.getLast().last() + ", the end of the last range");
        return new LogSample(ranges, size);
    }

    private static Range range(Line line, Word word, String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            int only = number(line, word, text);
            return new Range(only, only);
        }
        int first = number(line, word, text.substring(0, dash));
        int last = number(line, word, text.substring(dash + 1));
        if (last <= first) throw line.bad(word, "ranges whose end is after their start");
        return new Range(first, last);
    }

    private static int number(Line line, Word word, String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw line.bad(word, EXPECTED);
        int number = Integer.parseInt(text);
        if (number == 0) throw line.bad(word, "numbers from 1");
        return number;
    }
}

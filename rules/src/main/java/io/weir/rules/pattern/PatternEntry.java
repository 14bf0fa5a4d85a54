package io.weir.rules.pattern;

import org.jspecify.annotations.Nullable;

/**
 * One line of a reference: what is compared, and in a map what it stands for; text is bytes as ISO 8859-1.
 *
 * @param number stays the same as long as the entry is there; entries that came later have higher ones
 * @param value null in references of one column
 * @param line of its file; 0 when it came in another way
 *     <p>Any thread; immutable.
 */
public record PatternEntry(
        long number, String key, @Nullable String value, int line) {
    PatternEntry with(String other) {
        return new PatternEntry(number, key, other, line);
    }
}

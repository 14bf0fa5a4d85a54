package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry as an index keeps it.
 *
 * @param pattern what is compared
 * @param value what the entry stands for, as a sample; null where that is not asked for
 *     <p>Any thread; immutable.
 */
record StoredPattern<P>(
        PatternEntry entry, P pattern, @Nullable Object value) {}

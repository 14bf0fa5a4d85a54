package io.weir.rules.lang;

import io.weir.rules.sample.Expression;
import io.weir.rules.sample.MatchMethod;
import io.weir.rules.sample.Needs;
import org.jspecify.annotations.Nullable;

/**
 * A sample expression that was read.
 *
 * @param fetch name of its fetch as it was written
 * @param needs what its fetch needs
 * @param method how a condition compares it where nothing else is said; null: that must be said
 * @param end offset behind it in its word
 *     <p>Any thread.
 */
record ReadExpression(
        String fetch,
        Expression expression,
        Needs needs,
        @Nullable MatchMethod method,
        int end) {}

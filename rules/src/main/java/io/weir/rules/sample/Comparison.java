package io.weir.rules.sample;

import org.jspecify.annotations.Nullable;

/** An operator before numbers (configuration manual section 7.1.2). Any thread. */
public enum Comparison {
    EQ,
    GE,
    GT,
    LE,
    LT;

    /** The operator of that word, or null. */
    public static @Nullable Comparison byKeyword(String word) {
        return switch (word) {
            case "eq" -> EQ;
            case "ge" -> GE;
            case "gt" -> GT;
            case "le" -> LE;
            case "lt" -> LT;
            default -> null;
        };
    }

    /** The smallest number that compares so with {@code number}. */
    long lowest(long number) {
        return switch (this) {
            case EQ, GE -> number;
            case GT -> number == Long.MAX_VALUE ? number : number + 1;
            case LE, LT -> Long.MIN_VALUE;
        };
    }

    /** The largest number that compares so with {@code number}. */
    long highest(long number) {
        return switch (this) {
            case EQ, LE -> number;
            case LT -> number == Long.MIN_VALUE ? number : number - 1;
            case GE, GT -> Long.MAX_VALUE;
        };
    }
}

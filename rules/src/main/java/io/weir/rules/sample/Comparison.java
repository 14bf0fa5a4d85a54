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

    /**
     * That operator and number as a range.
     *
     * @throws BadArgumentException when it is no number; a range or what begins with a minus sign, which is one, is
     *     taken by HAProxy as if no operator stood before it
     */
    public String range(String number) throws BadArgumentException {
        if (this == EQ) return number;
        if (!number.matches("[0-9]{1,18}"))
            throw new BadArgumentException("'" + number + "' is not a number", "an integer or a range such as 10:20");
        long bound = Long.parseLong(number);
        return switch (this) {
            case EQ -> number;
            case GE -> bound + ":";
            case GT -> bound + 1 + ":";
            case LE -> ":" + bound;
            case LT -> ":" + (bound - 1);
        };
    }
}

package io.weir.rules.sample;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a sample is compared with patterns (configuration manual section 7.1, {@code -m}). Any thread. */
public enum MatchMethod {
    /** There is a value, whatever it is. */
    FOUND(SampleType.ANY),
    BOOL(SampleType.BOOL),
    INT(SampleType.INT),
    IP(SampleType.IP),
    BIN(SampleType.BIN),
    /** The length of the text is such a number. */
    LEN(SampleType.STR),
    STR(SampleType.STR),
    BEG(SampleType.STR),
    SUB(SampleType.STR),
    DIR(SampleType.STR),
    DOM(SampleType.STR),
    END(SampleType.STR),
    REG(SampleType.STR),
    METH(SampleType.METH);

    private final SampleType takes;
    private final String keyword = name().toLowerCase(Locale.ROOT);

    MatchMethod(SampleType takes) {
        this.takes = takes;
    }

    /** The type of sample that it compares. */
    public SampleType takes() {
        return takes;
    }

    /** The word behind {@code -m}. */
    public String keyword() {
        return keyword;
    }

    /** Whether it has no patterns; those that are given are ignored, as in HAProxy. */
    public boolean ignoresPatterns() {
        return this == FOUND || this == BOOL;
    }

    /** Whether patterns are numbers, so that {@code ge} and its like may stand before them. */
    public boolean comparesNumbers() {
        return this == INT || this == LEN;
    }

    public static @Nullable MatchMethod byKeyword(String keyword) {
        for (MatchMethod method : values()) if (method.keyword.equals(keyword)) return method;
        return null;
    }

    /** The method for samples of that type where none is said; null: one must be said. */
    public static @Nullable MatchMethod defaultFor(SampleType type) {
        return switch (type) {
            case BOOL -> BOOL;
            case INT -> INT;
            case IP -> IP;
            case STR -> STR;
            case METH -> METH;
            case BIN, ANY -> null;
        };
    }
}

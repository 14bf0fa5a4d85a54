package io.weir.rules.sample;

/** What a condition about content that is still coming says. Any thread. */
public enum Outcome {
    FAIL,
    /** More bytes may change it. */
    MISS,
    PASS;

    Outcome negated() {
        return switch (this) {
            case FAIL -> PASS;
            case MISS -> MISS;
            case PASS -> FAIL;
        };
    }
}

package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.sample.Condition;

/** A {@code force-persist} or {@code ignore-persist} line. */
public record PersistRule(Effect effect, Condition condition, Place place) {
    /** What becomes of persistence. */
    public enum Effect {
        /** It holds even while the server is down. */
        FORCE,
        /** It does not hold. */
        IGNORE
    }
}

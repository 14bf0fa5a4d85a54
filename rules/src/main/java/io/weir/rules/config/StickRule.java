package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Expression;

/**
 * A {@code stick} line.
 *
 * @param key finds the key in the message that the line is about
 * @param table the name of its stick table
 */
public record StickRule(Act act, Expression key, String table, Condition condition, Place place) {
    /** What is done with the key. */
    public enum Act {
        MATCH,
        STORE,
        MATCH_AND_STORE
    }

    /** Whether its entry may name the server. */
    public boolean matches() {
        return act != Act.STORE;
    }

    /** Whether its entry will name the server. */
    public boolean stores() {
        return act != Act.MATCH;
    }
}

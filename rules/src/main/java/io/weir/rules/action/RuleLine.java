package io.weir.rules.action;

import io.weir.rules.Place;
import io.weir.rules.sample.Condition;

/**
 * One line of a rule set.
 *
 * @param place of the line
 *     <p>Any thread.
 */
public record RuleLine(Place place, Condition condition, Action action) {}

package io.weir.rules;

/** Receives every effect of a rule. Loop-confined. */
@FunctionalInterface
public interface Journal {
    /**
     * @param operation HAProxy's name of the action, such as {@code set-header}
     * @param arguments as a user would write them
     */
    void record(String operation, String arguments, Place place);
}

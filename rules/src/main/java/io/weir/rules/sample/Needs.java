package io.weir.rules.sample;

/** What must be at hand for a fetch to have a value. Any thread. */
public enum Needs {
    NOTHING,
    /** The head of the request as it is being processed. */
    REQUEST,
    /** The head of the response. */
    RESPONSE,
    /** What came of the request: known from the response on, and still when its line is logged. */
    OUTCOME
}

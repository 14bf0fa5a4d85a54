package io.weir.rules.sample;

/** What must be at hand for a fetch to have a value. Any thread. */
public enum Needs {
    NOTHING,
    /** Either head. */
    MESSAGE,
    /** The choice of the backend, which a frontend's rules about the request come before. */
    BACKEND,
    /** The head of the request as it is being processed. */
    REQUEST,
    /** The client's bytes, whatever protocol they speak. */
    REQUEST_CONTENT,
    /** The head of the response. */
    RESPONSE,
    /** The server's bytes, whatever protocol they speak. */
    RESPONSE_CONTENT,
    /** What came of the request: known from the response on, and still when its line is logged. */
    OUTCOME
}

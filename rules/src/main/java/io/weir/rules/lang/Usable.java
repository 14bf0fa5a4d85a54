package io.weir.rules.lang;

/** Which message is at hand where a rule stands, and so which fetches it may use. Any thread. */
public enum Usable {
    REQUEST,
    RESPONSE
}

package io.weir.rules.lang;

/** How bad a problem is. Any thread. */
public enum Severity {
    NOTICE,
    WARNING,
    ERROR
}

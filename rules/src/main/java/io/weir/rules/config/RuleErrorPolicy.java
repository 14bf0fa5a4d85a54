package io.weir.rules.config;

/** {@code on-rule-error}: what a failing hook leads to. */
public enum RuleErrorPolicy {
    /** Each hook's own: choosing hooks fall back to the configuration, {@code http_request} refuses, others pass. */
    DEFAULT,
    /** Every failing hook of a request refuses it. */
    DENY
}

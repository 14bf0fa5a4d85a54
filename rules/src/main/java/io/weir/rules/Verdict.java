package io.weir.rules;

/** What a hook or a rule line decided. Any thread; immutable. */
public sealed interface Verdict {
    /** Nothing decided: what comes next goes on. */
    record Continue() implements Verdict {}

    /** Stop this rule set and go on (HAProxy's {@code allow}). */
    record Allow(Origin origin) implements Verdict {}

    /** Send to that backend; a name that nobody has falls to the default backend. */
    record UseBackend(String backend, Origin origin) implements Verdict {}

    /** Answer with this reply; a normal end ({@code LR}). */
    record Return(Reply reply, Origin origin) implements Verdict {}

    /** Refuse with this status and the error page that belongs to it ({@code PR}). */
    record Deny(int status, Origin origin) implements Verdict {}

    /** Refuse with this reply ({@code PR}). */
    record DenyWith(Reply reply, Origin origin) implements Verdict {}

    /** Refuse with this status after {@code timeout tarpit} ({@code PT}). */
    record Tarpit(int status, Origin origin) implements Verdict {}

    /** Close the connection without an answer. */
    record Reject(Origin origin) implements Verdict {}

    /** A rule failed and its failure policy is to refuse: answer 500 with cause {@code rule_error}. */
    record Failed(Origin origin) implements Verdict {}

    Continue CONTINUE = new Continue();
}

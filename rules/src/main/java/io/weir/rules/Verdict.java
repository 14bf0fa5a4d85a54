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

    /** Refuse with this reply after {@code timeout tarpit} ({@code PT}). */
    record Tarpit(Reply reply, Origin origin) implements Verdict {
        public int status() {
            return reply.status();
        }
    }

    /** Close the connection without an answer. */
    record Reject(Origin origin) implements Verdict {}

    /**
     * Go on with the next line once the body, or so many bytes of it, is there; 408 when it takes too long.
     *
     * @param atLeastBytes 0: the whole body, or as much as a buffer holds
     */
    record WaitForBody(long millis, int atLeastBytes, Origin origin) implements Verdict {}

    /** Ask again when there is more content, or no more time. */
    record WaitForContent() implements Verdict {}

    /** From now on it is HTTP. */
    record SwitchToHttp(Origin origin) implements Verdict {}

    /** Close the connection without an answer and, as far as the system allows, without a sign on the network. */
    record SilentDrop(Origin origin) implements Verdict {}

    /** Answer 400: the request is not what a rule can work on. */
    record BadRequest(Origin origin) implements Verdict {}

    /** A rule failed and its failure policy is to refuse: answer 500 with cause {@code rule_error}. */
    record Failed(Origin origin) implements Verdict {}

    Continue CONTINUE = new Continue();
    WaitForContent WAIT_FOR_CONTENT = new WaitForContent();
}

package io.weir.rules.sample;

import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** A part of the request target. Any thread; immutable. */
enum UriPart implements TextExpression {
    /** Without scheme, authority and query; only targets with a slash have one. */
    PATH,
    /** Behind the question mark; none without one. */
    QUERY,
    /** Path and query. */
    PATHQ,
    /** The target as it came. */
    URL;

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        RequestHead head = txn.request();
        int start = start(head);
        return start >= 0 && test.passes(head.headers().bytes(), start, end(head));
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        RequestHead head = txn.request();
        int start = start(head);
        if (start < 0) return null;
        return this == PATH ? head.path() : head.headers().text(start, end(head));
    }

    @Override
    public @Nullable Object converted(Transaction txn, TextStep step) {
        RequestHead head = txn.request();
        int start = start(head);
        return start < 0 ? null : step.convert(head.headers().bytes(), start, end(head));
    }

    /** Offset of its first byte, or -1. */
    private int start(RequestHead head) {
        return switch (this) {
            case URL -> head.targetStart();
            case PATH, PATHQ -> pathStart(head);
            case QUERY -> {
                int end = head.pathEnd();
                yield end < head.targetEnd() ? end + 1 : -1;
            }
        };
    }

    private int end(RequestHead head) {
        return this == PATH ? head.pathEnd() : head.targetEnd();
    }

    /** Offset of the slash that begins the path, or -1. */
    static int pathStart(RequestHead head) {
        int start = head.pathStart();
        return start < head.targetEnd() && head.headers().bytes()[start] == '/' ? start : -1;
    }
}

package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.sample.Condition;
import java.util.List;

/**
 * {@code monitor-uri} and {@code monitor fail}: a target at which the proxy says whether it is well.
 *
 * @param uri a path, or a whole target
 * @param failures it is not well when one of them holds
 */
public record Monitor(String uri, List<Condition> failures, Place place) {
    public Monitor {
        failures = List.copyOf(failures);
    }

    /** Whether a request asks for it. */
    public boolean isAsked(RequestHead request) {
        return uri.startsWith("/") && pathIs(request) || request.target().equals(uri);
    }

    /** 200, or 503 when it is not well. */
    public int status(Transaction txn) {
        for (Condition failure : failures) if (failure.holds(txn)) return 503;
        return 200;
    }

    /** Path and query: a monitor with another query is another target. */
    private boolean pathIs(RequestHead request) {
        return request.headers().text(request.pathStart(), request.targetEnd()).equals(uri);
    }
}

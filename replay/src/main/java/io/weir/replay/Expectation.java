package io.weir.replay;

import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hand-written case says must come out.
 *
 * @param backend null: any, or none
 * @param status of the response; 0: any, or none
 * @param method of the request as the rules leave it; null: any
 * @param path of the request as the rules leave it, with its query when there is one; null: any
 * @param request field lines of the request as the rules leave it
 * @param response field lines of the response as the rules leave it
 *     <p>Any thread; immutable.
 */
record Expectation(
        @Nullable String backend,
        int status,
        @Nullable String method,
        @Nullable String path,
        List<ExpectedHeader> request,
        List<ExpectedHeader> response) {
    static final Expectation NONE = new Expectation(null, 0, null, null, List.of(), List.of());

    Expectation {
        request = List.copyOf(request);
        response = List.copyOf(response);
    }

    /**
     * All values of one name, in order.
     *
     * @param values empty: there must be no such line
     */
    record ExpectedHeader(String name, List<String> values) {
        ExpectedHeader {
            values = List.copyOf(values);
        }
    }

    /** One line for each thing that came out otherwise; empty when all is as expected. */
    List<String> failures(Decision decision) {
        if (this == NONE) return List.of();
        if (decision.isUnknown()) return List.of("expected a decision, was " + decision.labelAndPlace());
        List<String> failures = new ArrayList<>();
        var txn = decision.transaction();
        if (backend != null && !backend.equals(decision.backend()))
            failures.add("expected backend " + backend + ", was " + decision.labelAndPlace());
        if (status != 0 && status != decision.status())
            failures.add("expected status " + status + ", was "
                    + (decision.status() == 0 ? "none: " + decision.labelAndPlace() : decision.status()));
        RequestHead head = txn.request();
        if (method != null && !method.equals(head.method()))
            failures.add("expected method " + method + ", was " + head.method());
        if (path != null && !path.equals(pathAndQuery(head)))
            failures.add("expected path " + path + ", was " + pathAndQuery(head));
        compare("request", request, head.headers(), failures);
        compare("response", response, txn.response().headers(), failures);
        return failures;
    }

    private static void compare(String side, List<ExpectedHeader> expected, Headers actual, List<String> failures) {
        for (ExpectedHeader header : expected) {
            List<String> values = actual.all(header.name());
            if (values.equals(header.values())) continue;
            failures.add("expected " + side + " header " + header.name() + " " + text(header.values()) + ", was "
                    + text(values));
        }
    }

    private static String text(List<String> values) {
        if (values.isEmpty()) return "none";
        return values.size() == 1 ? "'" + values.getFirst() + "'" : "'" + String.join("', '", values) + "'";
    }

    private static String pathAndQuery(RequestHead head) {
        return head.query().isEmpty() ? head.path() : head.path() + "?" + head.query();
    }
}

package io.weir.rules.config;

import io.weir.rules.action.RuleSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tcp-request} and {@code tcp-response} lines of a proxy.
 *
 * @param inspectRequest how long content is waited for; null: not at all. With HTTP the head is always there
 * @param inspectResponse the same for {@code response}
 */
public record TcpRules(
        RuleSet connection,
        RuleSet session,
        RuleSet content,
        RuleSet response,
        @Nullable Duration inspectRequest,
        @Nullable Duration inspectResponse) {
    public static final TcpRules NONE =
            new TcpRules(RuleSet.EMPTY, RuleSet.EMPTY, RuleSet.EMPTY, RuleSet.EMPTY, null, null);

    /** Whether there are lines for a client connection before its first request. */
    public boolean concernConnections() {
        return !connection.isEmpty() || !session.isEmpty();
    }
}

package io.weir.rules.config;

import java.util.Collection;
import java.util.EnumSet;

/** What a backend's requests are sent again for ({@code retry-on}). Any thread. */
public final class RetryOn {
    /** What holds where a configuration says nothing. */
    public static final RetryOn DEFAULT = new RetryOn(EnumSet.of(RetryCause.CONN_FAILURE));

    private final EnumSet<RetryCause> causes = EnumSet.noneOf(RetryCause.class);

    public RetryOn(Collection<RetryCause> causes) {
        this.causes.addAll(causes);
    }

    public boolean includes(RetryCause cause) {
        return causes.contains(cause);
    }

    /** Whether a request is sent again whenever a connection proves to be of no use, as far as that can be told. */
    public boolean coversStaleConnections() {
        return includes(RetryCause.CONN_FAILURE)
                && includes(RetryCause.EMPTY_RESPONSE)
                && includes(RetryCause.RESPONSE_TIMEOUT);
    }

    /** Whether a request can be sent again that a server has got, for which it must be kept. */
    public boolean repeatsRequests() {
        return causes.size() > (includes(RetryCause.CONN_FAILURE) ? 1 : 0);
    }
}

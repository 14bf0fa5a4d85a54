package io.weir.rules;

import org.jspecify.annotations.Nullable;

/**
 * The scripts of one proxy on one event loop. No method throws: a script that fails or runs too long is reported by its
 * host and ends in the proxy's failure policy. Loop-confined.
 */
public interface ProxyHooks {
    /** Whether a script defines that hook; where it does not, nobody need call. */
    boolean defines(Hook hook);

    /** {@code Continue}, {@code Return}, {@code Deny}, {@code DenyWith}, {@code Tarpit} or {@code Failed}. */
    Verdict httpRequest(Transaction txn);

    /** {@code Continue} or {@code UseBackend}. */
    Verdict useBackend(Transaction txn);

    /** {@code Continue}, {@code Return}, {@code Deny} or {@code DenyWith}. */
    Verdict httpResponse(Transaction txn);

    /** A reply instead of the error page, or null. */
    @Nullable Reply httpError(Transaction txn, ErrorEvent event);

    /** Whether there is to be a log line. */
    boolean log(Transaction txn);

    /** The hooks of a proxy without scripts. */
    ProxyHooks NONE = new NoHooks();
}

package io.weir.rules;

import org.jspecify.annotations.Nullable;

/** What a proxy without scripts has. Any thread. */
final class NoHooks implements ProxyHooks {
    @Override
    public boolean defines(Hook hook) {
        return false;
    }

    @Override
    public Verdict httpRequest(Transaction txn) {
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict useBackend(Transaction txn) {
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict httpResponse(Transaction txn) {
        return Verdict.CONTINUE;
    }

    @Override
    public @Nullable Reply httpError(Transaction txn, ErrorEvent event) {
        return null;
    }

    @Override
    public boolean log(Transaction txn) {
        return true;
    }
}

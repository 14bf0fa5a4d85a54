package io.weir.engine.exchange;

import io.weir.rules.Hook;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleSet;
import io.weir.rules.config.UseBackend;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The rules of a request in their order: in each phase the hooks of a proxy first, then its lines. Any thread. */
final class RequestRules {
    private RequestRules() {}

    /** {@code http_request} and {@code http-request} of one proxy. */
    static Verdict request(ProxyHooks hooks, RuleSet lines, Transaction txn) {
        if (hooks.defines(Hook.HTTP_REQUEST)) {
            Verdict verdict = hooks.httpRequest(txn);
            if (verdict != Verdict.CONTINUE && !(verdict instanceof Verdict.Allow)) return verdict;
        }
        return goOn(lines.evaluate(txn));
    }

    /** {@code http_response} and {@code http-response} of one proxy. */
    static Verdict response(ProxyHooks hooks, RuleSet lines, Transaction txn) {
        if (hooks.defines(Hook.HTTP_RESPONSE)) {
            Verdict verdict = hooks.httpResponse(txn);
            if (verdict != Verdict.CONTINUE && !(verdict instanceof Verdict.Allow)) return verdict;
        }
        return goOn(lines.evaluate(txn));
    }

    /**
     * The backend that the hook names, else that of the first line whose condition holds and whose backend is not
     * disabled; null: the default one's turn.
     */
    static Backend.@Nullable Settings useBackend(
            ProxyHooks hooks, Frontend.Settings frontend, Transaction txn, LongAdder unknownNames) {
        if (hooks.defines(Hook.USE_BACKEND) && hooks.useBackend(txn) instanceof Verdict.UseBackend use) {
            Backend.Settings named = frontend.backend(use.backend());
            if (named == null) unknownNames.increment();
            return named == null || named.config().disabled() ? null : named;
        }
        var lines = frontend.config().useBackends();
        for (int i = 0; i < lines.size(); i++) {
            UseBackend line = lines.get(i);
            txn.running(line.place());
            if (!line.condition().holds(txn)) continue;
            Backend.Settings named = frontend.backend(line.backend().render(txn));
            if (named == null) {
                unknownNames.increment();
                return null;
            }
            if (!named.config().disabled()) return named;
        }
        return null;
    }

    private static Verdict goOn(Verdict verdict) {
        return verdict instanceof Verdict.Allow ? Verdict.CONTINUE : verdict;
    }
}

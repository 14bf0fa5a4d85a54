package io.weir.engine.exchange;

import io.weir.rules.Hook;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleSet;
import io.weir.rules.config.ProxyRules;
import io.weir.rules.config.UseBackend;
import io.weir.rules.table.TableEvent;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The rules of a request in their order: in each phase the hooks of a proxy first, then its lines. Any thread. */
final class RequestRules {
    private RequestRules() {}

    /** All that a frontend decides before the backend is chosen; the request is counted for what is tracked by then. */
    static Verdict atFrontend(ProxyHooks hooks, ProxyRules rules, Transaction txn) {
        Verdict verdict = goOn(rules.tcp().content().evaluate(txn));
        if (verdict != Verdict.CONTINUE) return verdict;
        var tracking = txn.tracking();
        if (tracking != null) tracking.count(TableEvent.REQUEST, 1);
        return request(hooks, rules.httpRequest(), txn);
    }

    /**
     * What a TCP frontend decides about a request of a connection that became HTTP.
     *
     * @param inspected whether its lines about content have run already
     */
    static Verdict atStream(boolean inspected, ProxyRules rules, Transaction txn) {
        Verdict verdict =
                inspected ? Verdict.CONTINUE : goOn(rules.tcp().content().evaluate(txn));
        var tracking = txn.tracking();
        if (verdict == Verdict.CONTINUE && tracking != null) tracking.count(TableEvent.REQUEST, 1);
        return verdict;
    }

    /** All that a backend decides before a server is chosen. */
    static Verdict atBackend(ProxyHooks hooks, ProxyRules rules, Transaction txn) {
        Verdict verdict = goOn(rules.tcp().content().evaluate(txn));
        if (verdict != Verdict.CONTINUE) return verdict;
        var tracking = txn.ownTracking();
        if (tracking != null) tracking.countInBackend(TableEvent.REQUEST);
        return request(hooks, rules.httpRequest(), txn);
    }

    /** {@code http_request} and {@code http-request} of one proxy. */
    private static Verdict request(ProxyHooks hooks, RuleSet lines, Transaction txn) {
        if (hooks.defines(Hook.HTTP_REQUEST)) {
            Verdict verdict = goOn(hooks.httpRequest(txn));
            if (verdict != Verdict.CONTINUE) return verdict;
        }
        return goOn(lines.evaluate(txn));
    }

    /** Goes on with the lines behind the one that had to wait. */
    static Verdict resumed(RuleSet lines, Transaction txn) {
        return goOn(lines.resume(txn));
    }

    /** {@code http_response} and {@code http-response} of one proxy. */
    static Verdict response(ProxyHooks hooks, ProxyRules rules, Transaction txn) {
        if (hooks.defines(Hook.HTTP_RESPONSE)) {
            Verdict verdict = goOn(hooks.httpResponse(txn));
            if (verdict != Verdict.CONTINUE) return verdict;
        }
        return goOn(rules.httpResponse().evaluate(txn));
    }

    /** The backend that rules choose, else the default one; null: there is none. */
    static Backend.@Nullable Settings backend(Exchange exchange) {
        var unknownNames = exchange.frontend().counters().unknownBackends;
        var settings = exchange.settings();
        Backend.Settings chosen = useBackend(exchange.frontendHooks(), settings, exchange.txn(), unknownNames);
        String otherwise = settings.config().defaultBackend();
        return chosen != null || otherwise == null ? chosen : settings.backend(otherwise);
    }

    /**
     * The backend that the hook names, else that of the first line whose condition holds and whose backend is not
     * disabled; null: the default one's turn.
     */
    private static Backend.@Nullable Settings useBackend(
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

    static Verdict goOn(Verdict verdict) {
        boolean passes = verdict instanceof Verdict.Allow || verdict instanceof Verdict.SwitchToHttp;
        return passes ? Verdict.CONTINUE : verdict;
    }
}

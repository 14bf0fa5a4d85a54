package io.weir.scripting;

import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.config.RuleErrorPolicy;
import io.weir.scripting.JsFaults.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of one proxy on one loop, with its failure policy. While statements are traced, an input that the replay
 * lacks comes out as {@link io.weir.rules.UnknownInputException}; otherwise nothing is thrown. Loop-confined.
 */
final class JsProxyHooks implements ProxyHooks {
    private final JsHooks loop;
    private final ProxyPlan plan;

    JsProxyHooks(JsHooks loop, ProxyPlan plan) {
        this.loop = loop;
        this.plan = plan;
    }

    @Override
    public boolean defines(Hook hook) {
        return plan.modules(hook).length > 0;
    }

    @Override
    public Verdict httpRequest(Transaction txn) {
        return decide(Hook.HTTP_REQUEST, txn);
    }

    @Override
    public Verdict useBackend(Transaction txn) {
        return decide(Hook.USE_BACKEND, txn);
    }

    @Override
    public Verdict httpResponse(Transaction txn) {
        return decide(Hook.HTTP_RESPONSE, txn);
    }

    @Override
    public @Nullable Reply httpError(Transaction txn, ErrorEvent event) {
        for (int module : plan.modules(Hook.HTTP_ERROR)) {
            var realm = loop.realm(plan, Hook.HTTP_ERROR);
            if (realm == null) return null;
            Fault fault = loop.run(realm, plan, module, Hook.HTTP_ERROR, txn, event);
            Reply reply = realm.decision.errorReply();
            if (fault == null && reply != null) return reply;
        }
        return null;
    }

    @Override
    public boolean log(Transaction txn) {
        boolean line = true;
        for (int module : plan.modules(Hook.LOG)) {
            var realm = loop.realm(plan, Hook.LOG);
            if (realm == null) return line;
            Fault fault = loop.run(realm, plan, module, Hook.LOG, txn, null);
            if (fault == null) line &= realm.decision.logLine();
        }
        return line && txn.logLevel() != Transaction.LOG_LEVEL_SILENT;
    }

    private Verdict decide(Hook hook, Transaction txn) {
        for (int module : plan.modules(hook)) {
            var realm = loop.realm(plan, hook);
            if (realm == null) {
                if (refuses(hook)) return new Verdict.Failed(plan.place());
                continue;
            }
            Fault fault = loop.run(realm, plan, module, hook, txn, null);
            if (fault != null) {
                if (refuses(hook)) return new Verdict.Failed(fault.place());
                continue;
            }
            Verdict verdict = realm.decision.verdict();
            if (verdict != Verdict.CONTINUE) return verdict;
        }
        return Verdict.CONTINUE;
    }

    private boolean refuses(Hook hook) {
        return hook == Hook.HTTP_REQUEST || plan.policy() == RuleErrorPolicy.DENY;
    }
}

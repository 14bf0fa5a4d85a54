package io.weir.scripting;

import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.Hooks;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Transaction;
import io.weir.scripting.JsFaults.Fault;
import io.weir.scripting.JsFaults.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of one version on one loop: a context, and a new one when a run had to be cut off. Loop-confined.
 */
final class JsHooks implements Hooks {
    private static final Object[] NO_ARGUMENTS = {};

    /** A module that fails although it was checked is not run again for each request. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final JsProgram program;
    private final JsFaults faults;
    private final Map<String, ProxyHooks> frontends = new HashMap<>();
    private final Map<String, ProxyHooks> backends = new HashMap<>();
    private @Nullable JsRealm realm;
    private @Nullable Fault openFault;
    private long openFaultNanos;

    JsHooks(JsProgram program) {
        this.program = program;
        this.faults = new JsFaults(program.sources());
        program.frontends().forEach((name, plan) -> frontends.put(name, new JsProxyHooks(this, plan)));
        program.backends().forEach((name, plan) -> backends.put(name, new JsProxyHooks(this, plan)));
        openRealm();
    }

    @Override
    public ProxyHooks ofFrontend(String name) {
        return frontends.getOrDefault(name, ProxyHooks.NONE);
    }

    @Override
    public ProxyHooks ofBackend(String name) {
        return backends.getOrDefault(name, ProxyHooks.NONE);
    }

    @Override
    public void close() {
        var open = realm;
        realm = null;
        if (open != null) open.close();
    }

    /** Runs one exported hook; what it decided is then in {@code decision}. Null when it went well. */
    @Nullable Fault run(JsRealm in, ProxyPlan plan, int module, Hook hook, Transaction txn, @Nullable ErrorEvent event) {
        HookFunction function = in.function(module, hook);
        in.position.begin(function);
        in.decision.begin(event);
        in.inputs.begin(plan.side(), plan.name());
        in.unknown.begin();
        in.txn.aim(txn, hook);
        txn.running(in.position);
        Fault fault = null;
        in.run.begin();
        try {
            function.driver().executeVoid(NO_ARGUMENTS);
        } catch (PolyglotException e) {
            fault = faults.fault(e, function.place(), program.burst());
        } catch (IllegalStateException e) {
            fault = new Fault(function.place(), "its context was closed", Kind.CUT_OFF);
        }
        in.txn.release();
        if (!in.run.end()) replace(in);
        else if (fault != null && fault.kind() == Kind.CUT_OFF) discard(in);
        in.unknown.rethrow();
        if (fault != null) plan.account(hook).count(fault);
        return fault;
    }

    /** The context of this loop, opened anew after a cut; null while that fails. */
    @Nullable JsRealm realm(ProxyPlan plan, Hook hook) {
        var open = realm;
        if (open != null) return open;
        if (openFault == null || System.nanoTime() - openFaultNanos >= RETRY_NANOS) openRealm();
        var fault = openFault;
        if (fault != null) plan.account(hook).count(fault);
        return realm;
    }

    private void openRealm() {
        openFault = null;
        try {
            realm = new JsRealm(program);
        } catch (PolyglotException e) {
            openFault = faults.fault(e, JsRealm.NOWHERE, JsRealm.LOAD_LIMIT);
            openFaultNanos = System.nanoTime();
        }
    }

    private void replace(JsRealm cut) {
        cut.run.awaitCut();
        discard(cut);
    }

    private void discard(JsRealm used) {
        realm = null;
        try {
            used.close();
        } catch (PolyglotException e) {
            if (!e.isCancelled()) throw e;
        }
    }
}

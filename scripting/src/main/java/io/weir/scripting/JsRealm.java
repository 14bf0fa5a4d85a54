package io.weir.scripting;

import static java.util.Objects.requireNonNull;

import io.weir.rules.Hook;
import io.weir.rules.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** One context with the modules of a version in it. Loop-confined. */
final class JsRealm implements AutoCloseable {
    /** Longest time that the modules may take to run their top level. */
    static final Duration LOAD_LIMIT = Duration.ofSeconds(1);

    static final Place NOWHERE = new Place("rules", 0, 0);

    final JsTxn txn;
    final JsDecision decision;
    final JsInputs inputs;
    final UnknownInputs unknown;
    final Position position;
    final Budget.Run run;
    private final Context context;
    private final Value api;
    private final List<Map<Hook, HookFunction>> functions;

    /** @throws PolyglotException when a module fails, although it ran when it was checked */
    JsRealm(JsProgram program) {
        context = program.engine().newContext(program.files());
        try {
            boolean traced = program.tracing() == JsProgram.Tracing.STATEMENTS;
            var faults = new JsFaults(program.sources());
            var errors = new ScriptErrors(context.eval(Prelude.RAISE));
            position = traced
                    ? new TracedPosition(program.engine().engine(), program.sources(), NOWHERE)
                    : new LivePosition(faults, errors, NOWHERE);
            unknown = new UnknownInputs(traced ? UnknownInputs.Told.CALLER : UnknownInputs.Told.SCRIPT);
            txn = new JsTxn(program.version(), position, errors);
            decision = new JsDecision(txn, position, errors);
            inputs = new JsInputs(txn, program.names(), unknown, errors);
            api = Prelude.evaluate(context, txn, decision, inputs, new JsSamples(txn, unknown, errors, program.maps()));
            functions = load(program);
            run = program.engine().budget().watch(context, program.burst());
        } catch (RuntimeException e) {
            context.close(true);
            throw e;
        }
    }

    /** The exported hook of a module that has it. */
    HookFunction function(int module, Hook hook) {
        return requireNonNull(functions.get(module).get(hook));
    }

    @Override
    public void close() {
        run.close();
        if (position instanceof TracedPosition traced) traced.close();
        context.close(true);
    }

    private List<Map<Hook, HookFunction>> load(JsProgram program) {
        try (var loading = program.engine().budget().watch(context, LOAD_LIMIT)) {
            loading.begin();
            try {
                List<Map<Hook, HookFunction>> loaded = new ArrayList<>();
                for (RuleModule module : program.modules()) loaded.add(functionsOf(module));
                return loaded;
            } finally {
                if (!loading.end()) loading.awaitCut();
            }
        }
    }

    private Map<Hook, HookFunction> functionsOf(RuleModule module) {
        Value exports = context.eval(module.importSource()).getMember("module");
        Map<Hook, HookFunction> found = new EnumMap<>(Hook.class);
        for (Hook hook : Hook.values()) {
            var export = module.export(hook);
            if (export == null) continue;
            Value function = exports.getMember(hook.exportName());
            Value driver = context.eval(export.driver()).execute(api, decision, function);
            found.put(hook, new HookFunction(driver, export.place()));
        }
        return found;
    }
}

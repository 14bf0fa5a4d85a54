package io.weir.scripting;

import io.weir.rules.Hook;
import io.weir.rules.Place;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.ProxyRules;
import io.weir.rules.config.ScriptFile;
import io.weir.rules.lang.Problem;
import io.weir.rules.lang.Severity;
import io.weir.scripting.JsProgram.Tracing;
import io.weir.scripting.ProxyNames.Side;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One loading: reads, runs and checks every module once, in a context that is thrown away. Confined to its thread. */
final class JsLoader {
    private final JsEngine engine;
    private final Tracing tracing;
    private final FaultLog faultLog;
    private final Configuration configuration;
    private final long version;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<Path, Integer> indices = new LinkedHashMap<>();
    private final List<RuleModule> modules = new ArrayList<>();

    JsLoader(JsEngine engine, Tracing tracing, FaultLog faultLog, Configuration configuration, long version) {
        this.engine = engine;
        this.tracing = tracing;
        this.faultLog = faultLog;
        this.configuration = configuration;
        this.version = version;
    }

    Loading load() {
        Path namedRoot = configuration.global().rulesRoot();
        Path realRoot;
        try {
            realRoot = namedRoot.toRealPath();
        } catch (IOException e) {
            error(
                    "rules-file",
                    new Place(namedRoot.toString(), 0, 0),
                    "the rules root cannot be opened: " + reason(e),
                    "");
            return new Loading.Refused(Map.of(), List.copyOf(problems));
        }
        var files = new RuleFiles(realRoot);
        var sources = new SourceNames(realRoot, namedRoot);
        for (FrontendConfig frontend : configuration.frontends()) admit(frontend.rules(), files, sources);
        for (BackendConfig backend : configuration.backends()) admit(backend.rules(), files, sources);
        var maps = new ScriptMaps(configuration.patterns(), configuration.keys(), realRoot);
        check(files, sources, maps);
        warnOfIdleHooks();
        if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR))
            return new Loading.Refused(files.hashes(), List.copyOf(problems));
        files.freeze();
        maps.freeze();
        return new Loading.Loaded(
                program(files, sources, maps), files.hash(), Instant.now(), files.hashes(), List.copyOf(problems));
    }

    private void admit(ProxyRules rules, RuleFiles files, SourceNames sources) {
        for (ScriptFile script : rules.scripts()) {
            try {
                Path real = script.file().toRealPath();
                if (indices.containsKey(real)) continue;
                files.admit(script.file(), real);
                sources.name(real, script.file());
                indices.put(real, modules.size());
                modules.add(new RuleModule(real.toString(), sources.of(real)));
            } catch (IOException e) {
                error(
                        "rules-file",
                        script.place(),
                        "rules file '" + script.file() + "' cannot be read: " + reason(e),
                        "");
            }
        }
    }

    private void check(RuleFiles files, SourceNames sources, ScriptMaps maps) {
        var faults = new JsFaults(sources);
        try (Context context = engine.newContext(files);
                var run = engine.budget().watch(context, JsRealm.LOAD_LIMIT)) {
            var errors = new ScriptErrors(context.eval(Prelude.RAISE));
            var position = new LivePosition(faults, errors, Place.NOWHERE);
            var txn = new JsTxn(version, position, errors);
            var unknown = new UnknownInputs(UnknownInputs.Told.SCRIPT);
            var inputs = new JsInputs(txn, new ProxyNames(configuration), unknown, errors);
            var decision = new JsDecision(txn, position, errors);
            Prelude.evaluate(context, txn, decision, inputs, new JsSamples(txn, unknown, errors, maps));
            for (RuleModule module : modules) {
                run.begin();
                PolyglotException failure = null;
                try {
                    Value exports = context.eval(module.importSource()).getMember("module");
                    new ExportCheck(module, sources, problems).check(exports);
                } catch (PolyglotException e) {
                    failure = e;
                }
                if (failure != null) problems.add(new LoadFault(faults, files, sources, module).problem(failure));
                if (!run.end()) {
                    run.awaitCut();
                    return;
                }
            }
        } catch (PolyglotException e) {
            if (!e.isCancelled()) throw e;
        }
    }

    private JsProgram program(RuleFiles files, SourceNames sources, ScriptMaps maps) {
        Map<String, ProxyPlan> frontends = new HashMap<>();
        Map<String, ProxyPlan> backends = new HashMap<>();
        for (FrontendConfig frontend : configuration.frontends()) {
            var plan = plan(Side.FRONTEND, frontend.name(), frontend.rules());
            if (plan != null) frontends.put(frontend.name(), plan);
        }
        for (BackendConfig backend : configuration.backends()) {
            var plan = plan(Side.BACKEND, backend.name(), backend.rules());
            if (plan != null) backends.put(backend.name(), plan);
        }
        return new JsProgram(
                version,
                engine,
                tracing,
                files,
                sources,
                maps,
                new ProxyNames(configuration),
                List.copyOf(modules),
                Map.copyOf(frontends),
                Map.copyOf(backends),
                configuration.global().scriptLimits().burst());
    }

    private @Nullable ProxyPlan plan(Side side, String name, ProxyRules rules) {
        if (rules.scripts().isEmpty()) return null;
        List<Integer> used = new ArrayList<>();
        for (ScriptFile script : rules.scripts()) used.add(index(script));
        return new ProxyPlan(
                side, name, rules.onRuleError(), rules.scripts().getFirst().place(), used, modules, faultLog);
    }

    /** A hook of frontends in a file that only backends use would never run. */
    private void warnOfIdleHooks() {
        Set<Integer> ofFrontends = new LinkedHashSet<>();
        for (FrontendConfig frontend : configuration.frontends())
            for (ScriptFile script : frontend.rules().scripts()) ofFrontends.add(index(script));
        for (int i = 0; i < modules.size(); i++) {
            if (ofFrontends.contains(i)) continue;
            for (Hook hook : List.of(Hook.USE_BACKEND, Hook.LOG)) {
                var export = modules.get(i).export(hook);
                if (export == null) continue;
                problems.add(new Problem(
                        Severity.WARNING,
                        "rules-hook",
                        export.place(),
                        hook.exportName() + " runs for frontends only, and only backends use this file",
                        ""));
            }
        }
    }

    /** Of a module that was admitted; -1 for a file that could not be read. */
    private int index(ScriptFile script) {
        try {
            return indices.getOrDefault(script.file().toRealPath(), -1);
        } catch (IOException e) {
            return -1;
        }
    }

    private void error(String code, Place place, String message, String expected) {
        problems.add(new Problem(Severity.ERROR, code, place, message, expected));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }
}

package io.weir.scripting;

import io.weir.rules.Hooks;
import io.weir.rules.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One version of all rule modules, checked and ready to run on any loop.
 *
 * @param frontends what each frontend with scripts runs, by name
 * @param backends what each backend with scripts runs, by name
 * @param burst longest uninterrupted run of a hook
 *     <p>Any thread; immutable.
 */
record JsProgram(
        long version,
        JsEngine engine,
        Tracing tracing,
        RuleFiles files,
        SourceNames sources,
        ScriptMaps maps,
        ProxyNames names,
        List<RuleModule> modules,
        Map<String, ProxyPlan> frontends,
        Map<String, ProxyPlan> backends,
        Duration burst)
        implements Scripts {

    /** Whether every statement is followed. */
    enum Tracing {
        OFF,
        STATEMENTS
    }

    @Override
    public Hooks open() {
        return new JsHooks(this);
    }
}

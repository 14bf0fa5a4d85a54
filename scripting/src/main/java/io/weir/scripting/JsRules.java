package io.weir.scripting;

import io.weir.rules.Scripts;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.scripting.JsProgram.Tracing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door of the JavaScript host: loads the rule modules of a configuration and makes versions of them that
 * every loop can open. Nothing of the script host is touched before there is a module to load. Any thread.
 */
public final class JsRules implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("weir.rules");

    private final Tracing tracing;
    private final FaultLog faults;
    private @Nullable JsEngine engine;
    private long versions;

    JsRules(Tracing tracing, Consumer<String> faultLines, LongSupplier nanoTime) {
        this.tracing = tracing;
        this.faults = new FaultLog(faultLines, nanoTime);
    }

    /** For live traffic: as fast as it goes; one for each process. */
    public static JsRules live() {
        return new JsRules(Tracing.OFF, line -> LOG.log(System.Logger.Level.ERROR, line), System::nanoTime);
    }

    /**
     * For replays and explanations: verdicts and effects stand at the very line that caused them, and a hook that asks
     * for an input which the replay lacks ends in an {@link io.weir.rules.UnknownInputException}. Its hooks run on one
     * thread at a time.
     *
     * @param faultLines is told of every failure of a hook, as {@code file:line:column: hook of proxy: message}
     */
    public static JsRules tracing(Consumer<String> faultLines) {
        var everyLineIsDue = new AtomicLong();
        return new JsRules(Tracing.STATEMENTS, faultLines, () -> everyLineIsDue.addAndGet(FaultLog.QUIET_NANOS));
    }

    /** Reads, parses and checks all modules of that configuration anew. */
    public synchronized Loading load(Configuration configuration) {
        if (!hasScripts(configuration)) return new Loading.Loaded(Scripts.NONE, "", Instant.now(), Map.of(), List.of());
        var loading = new JsLoader(openEngine(), tracing, faults, configuration, versions + 1).load();
        if (loading instanceof Loading.Loaded) versions++;
        return loading;
    }

    /** The failures of every hook that has failed, over all versions. */
    public List<HookErrors> errors() {
        return faults.errors();
    }

    /** What runs the scripts, such as {@code GraalJS 25.0.3, optimizing}; starts the engine. */
    public synchronized String runtimeDescription() {
        return openEngine().description();
    }

    /** Stops whatever still runs; the loops close their hooks before. */
    @Override
    public synchronized void close() {
        var open = engine;
        engine = null;
        if (open != null) open.close();
    }

    // Stands here and not in the loader, whose class brings the script host with it.
    private static boolean hasScripts(Configuration configuration) {
        for (FrontendConfig frontend : configuration.frontends())
            if (!frontend.rules().scripts().isEmpty()) return true;
        for (BackendConfig backend : configuration.backends())
            if (!backend.rules().scripts().isEmpty()) return true;
        return false;
    }

    private JsEngine openEngine() {
        var open = engine;
        return open != null ? open : (engine = new JsEngine());
    }
}

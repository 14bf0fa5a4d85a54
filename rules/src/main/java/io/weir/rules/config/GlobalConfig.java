package io.weir.rules.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code global} sections taken together.
 *
 * @param maxConnections client connections of the process; 0: as many as the descriptors allow
 * @param rates client connections and sessions a second
 * @param threads event loops; 0: one for each usable processor
 * @param bufferBytes {@code tune.bufsize}
 * @param maxRewriteBytes {@code tune.maxrewrite}
 * @param maxHeaders {@code tune.http.maxhdr}: lines of a head with its first one
 * @param logHeader what each line of {@code log} starts with
 * @param statsTimeout a silent client of a stats socket is closed after it
 * @param pools what holds for idle server connections
 * @param stopping how it ends
 * @param pidFile null: none
 * @param variables of the process by their full names, as they are at the start
 * @param variableLimits what variables may take
 * @param rulesRoot folder out of which no import leads
 */
public record GlobalConfig(
        int maxConnections,
        SessionRates rates,
        int threads,
        int bufferBytes,
        int maxRewriteBytes,
        int maxHeaders,
        List<LogTarget> log,
        LogHeader logHeader,
        List<StatsSocket> statsSockets,
        Duration statsTimeout,
        ScriptLimits scriptLimits,
        IdlePoolTuning pools,
        StopOptions stopping,
        @Nullable Path pidFile,
        ProcessOptions process,
        String node,
        String description,
        Map<String, InitialVariable> variables,
        VariableLimits variableLimits,
        Path rulesRoot) {
    public GlobalConfig {
        log = List.copyOf(log);
        statsSockets = List.copyOf(statsSockets);
        variables = Map.copyOf(variables);
    }

    /** The same with another {@code maxconn}, such as that of a command line. */
    public GlobalConfig withMaxConnections(int other) {
        return new GlobalConfig(
                other,
                rates,
                threads,
                bufferBytes,
                maxRewriteBytes,
                maxHeaders,
                log,
                logHeader,
                statsSockets,
                statsTimeout,
                scriptLimits,
                pools,
                stopping,
                pidFile,
                process,
                node,
                description,
                variables,
                variableLimits,
                rulesRoot);
    }

    /** The same with another name of this node. */
    public GlobalConfig withNode(String other) {
        return new GlobalConfig(
                maxConnections,
                rates,
                threads,
                bufferBytes,
                maxRewriteBytes,
                maxHeaders,
                log,
                logHeader,
                statsSockets,
                statsTimeout,
                scriptLimits,
                pools,
                stopping,
                pidFile,
                process,
                other,
                description,
                variables,
                variableLimits,
                rulesRoot);
    }
}

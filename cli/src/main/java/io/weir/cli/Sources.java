package io.weir.cli;

import io.weir.rules.config.Configuration;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.Problem;
import io.weir.scripting.JsRules;
import io.weir.scripting.Loading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration files of a command line and the rules that they name, to be read whenever a new version is wanted.
 * Control thread.
 */
final class Sources {
    private final StartArguments arguments;
    private final Map<String, String> environment;
    private final JsRules rules;

    Sources(StartArguments arguments, Map<String, String> environment, JsRules rules) {
        this.arguments = arguments;
        this.environment = environment;
        this.rules = rules;
    }

    /** Reads everything anew. */
    Candidate read() {
        var reading = ConfigReader.read(arguments.files(), named());
        var configuration = reading.configuration();
        if (configuration == null) return new Candidate.Refused(Map.of(), reading.problems());
        return withRules(commanded(configuration), reading.problems());
    }

    /** Reads the rules anew and leaves the configuration as it is. */
    Candidate readRules(Configuration configuration) {
        return withRules(configuration, List.of());
    }

    private Candidate withRules(Configuration configuration, List<Problem> before) {
        var loading = rules.load(configuration);
        var problems = new ArrayList<>(before);
        problems.addAll(loading.problems());
        return switch (loading) {
            case Loading.Loaded loaded -> new Candidate.Ready(configuration, loaded, problems);
            case Loading.Refused refused -> new Candidate.Refused(refused.files(), problems);
        };
    }

    /** The name among peers is that of {@code -L}, and no other process's that started this one. */
    private Map<String, String> named() {
        var variables = new HashMap<>(environment);
        variables.remove("HAPROXY_LOCALPEER");
        if (!arguments.node().isEmpty()) variables.put("HAPROXY_LOCALPEER", arguments.node());
        return variables;
    }

    /** What the command line says wins over the text. */
    private Configuration commanded(Configuration read) {
        GlobalConfig global = read.global();
        if (arguments.maxConnections() > 0) global = global.withMaxConnections(arguments.maxConnections());
        if (!arguments.node().isEmpty()) global = global.withNode(arguments.node());
        return new Configuration(
                global,
                read.frontends(),
                read.backends(),
                read.stickTables(),
                read.peers(),
                read.patterns(),
                read.keys());
    }
}

package io.weir.cli;

import io.weir.cli.StartArguments.Switch;
import io.weir.engine.StartException;
import io.weir.rules.lang.ConditionalExpression;
import io.weir.scripting.JsRules;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Does what a command line in HAProxy's style asks for. Confined to the main thread. */
final class Start {
    static final int OK = 0;
    static final int FAILED = 1;

    /** A configuration without mistakes that listens nowhere, or a condition that cannot be read. */
    private static final int UNUSABLE = 2;

    private final StartArguments arguments;
    private final Map<String, String> environment;
    private final Console console;

    Start(StartArguments arguments, Map<String, String> environment, Console console) {
        this.arguments = arguments;
        this.environment = environment;
        this.console = console;
    }

    /** Reads the arguments and does it. Returns the exit status; when it serves, only after the end of that. */
    static int run(List<String> arguments, Console console) {
        try {
            return new Start(StartArgumentsReader.read(arguments), System.getenv(), console).run();
        } catch (BadArgumentsException e) {
            console.say(String.valueOf(e.getMessage()));
            console.say("'weir --help' lists what there is");
            return FAILED;
        }
    }

    int run() {
        arguments.remarks().forEach(console::say);
        return switch (arguments.task()) {
            case RUN -> serve();
            case CHECK -> check();
            case CONDITION -> condition();
            case VERSION -> Build.printVersion(console);
            case BUILD -> Build.printAll(console);
        };
    }

    private int condition() {
        return switch (ConditionalExpression.evaluate(arguments.condition(), environment)) {
            case ConditionalExpression.Holds(boolean holds) -> holds ? OK : FAILED;
            case ConditionalExpression.Wrong(var problem) -> {
                console.print(List.of(problem));
                yield UNUSABLE;
            }
        };
    }

    private int check() {
        try (var rules = JsRules.live()) {
            var candidate = new Sources(arguments, environment, rules).read();
            if (!usable(candidate)) return FAILED;
            if (candidate instanceof Candidate.Ready ready && !ready.listens()) {
                console.answer("Configuration file has no error but will not start (no listener) => exit(2).");
                return UNUSABLE;
            }
            if (!arguments.has(Switch.QUIET)) {
                if (candidate.hasWarnings()) console.answer("Warnings were found.");
                console.answer("Configuration file is valid");
            }
            return OK;
        }
    }

    private int serve() {
        try (var rules = JsRules.live()) {
            var sources = new Sources(arguments, environment, rules);
            var candidate = sources.read();
            if (!usable(candidate) || !(candidate instanceof Candidate.Ready ready)) return FAILED;
            if (!ready.listens()) {
                console.say("nothing to listen on: no 'bind' and no 'stats socket'");
                return FAILED;
            }
            try (var serving = Serving.start(sources, ready, console)) {
                return new Life(serving, arguments, console).live();
            }
        } catch (StartException e) {
            e.reasons().forEach(console::say);
            return FAILED;
        } catch (IOException e) {
            console.say("cannot write the pid file: " + e);
            return FAILED;
        }
    }

    /** Prints what was found. Whether that lets it be used. */
    private boolean usable(Candidate candidate) {
        boolean quiet = arguments.has(Switch.QUIET) && candidate instanceof Candidate.Ready;
        if (!quiet) console.print(candidate.problems());
        return switch (candidate) {
            case Candidate.Refused refused -> {
                console.say("not usable: " + Count.of(refused.errors(), "error"));
                yield false;
            }
            case Candidate.Ready ready -> {
                boolean strict = arguments.has(Switch.ZERO_WARNING)
                        || ready.configuration().global().process().zeroWarning();
                if (strict && ready.hasWarnings())
                    console.say("not usable: there are warnings, and -dW or 'zero-warning' is set");
                yield !(strict && ready.hasWarnings());
            }
        };
    }
}

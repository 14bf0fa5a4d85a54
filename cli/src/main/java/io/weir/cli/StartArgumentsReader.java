package io.weir.cli;

import io.weir.cli.StartArguments.Switch;
import io.weir.cli.StartArguments.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line in HAProxy's style: one option an argument, values in the next one, {@code --} before files.
 * By hand, because the classes of picocli would cost an eighth of the whole start: see
 * {@code docs/decisions/command-line.md}. Confined to one thread.
 */
final class StartArgumentsReader {
    private final Iterator<String> arguments;
    private final List<Path> files = new ArrayList<>();
    private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
    private final List<String> remarks = new ArrayList<>();
    private Task task = Task.RUN;
    private String condition = "";
    private int maxConnections;
    private String node = "";
    private @Nullable Path pidFile;

    private StartArgumentsReader(List<String> arguments) {
        this.arguments = arguments.iterator();
    }

    /** @throws BadArgumentsException for an unknown option, a missing value or a missing file */
    static StartArguments read(List<String> arguments) throws BadArgumentsException {
        var reader = new StartArgumentsReader(arguments);
        reader.readAll();
        return reader.finish();
    }

    private void readAll() throws BadArgumentsException {
        while (arguments.hasNext()) {
            var argument = arguments.next();
            if (argument.equals("--")) {
                while (arguments.hasNext()) files.add(Path.of(arguments.next()));
            } else if (!argument.startsWith("-") || argument.equals("-")) {
                throw new BadArgumentsException(
                        "'" + argument + "' is neither an option nor a command (files follow -f or --)");
            } else if (argument.startsWith("-d")) {
                debug(argument);
            } else {
                option(argument);
            }
        }
    }

    private void option(String option) throws BadArgumentsException {
        switch (option) {
            case "-f" -> files.add(Path.of(value(option)));
            case "-c" -> task = Task.CHECK;
            case "-cc" -> {
                task = Task.CONDITION;
                condition = value(option);
            }
            case "-v" -> task = Task.VERSION;
            case "-vv" -> task = Task.BUILD;
            case "-D" -> switches.add(Switch.DAEMON);
            case "-W", "-Ws" -> switches.add(Switch.MASTER_WORKER);
            case "-q" -> switches.add(Switch.QUIET);
            case "-V" -> switches.add(Switch.VERBOSE);
            case "-p" -> pidFile = Path.of(value(option));
            case "-L" -> node = value(option);
            case "-n" -> maxConnections = number(option);
            case "-m" -> number(option); // the launcher gives it to the JVM
            case "-C" -> value(option); // the launcher has gone there
            case "-S" ->
                remarks.add("-S " + value(option)
                        + ": there is no master process and so no socket of it (write 'stats socket' in global)");
            case "-sf", "-st", "-x" ->
                throw new BadArgumentsException(option + ": no second process takes over here (a running Weir takes a"
                        + " new configuration by 'weir reload', SIGHUP or SIGUSR2)");
            case "-N" -> throw new BadArgumentsException("-N is not supported (write 'maxconn' in a defaults section)");
            default -> throw new BadArgumentsException("unknown option '" + option + "'");
        }
    }

    /** HAProxy's debugging letters; only three of them mean anything here, all others that it knows are accepted. */
    private void debug(String option) throws BadArgumentsException {
        switch (option) {
            case "-d", "-db" -> switches.add(Switch.FOREGROUND);
            case "-dW" -> switches.add(Switch.ZERO_WARNING);
            case "-dD", "-dG", "-dI", "-dL", "-dR", "-dS", "-dV", "-de", "-dk", "-dp", "-dr", "-dv" -> {}
            default -> {
                if (!option.startsWith("-dM") && !option.startsWith("-dK"))
                    throw new BadArgumentsException("unknown option '" + option + "'");
            }
        }
    }

    private String value(String option) throws BadArgumentsException {
        if (arguments.hasNext()) return arguments.next();
        throw new BadArgumentsException("'" + option + "' needs a value");
    }

    private int number(String option) throws BadArgumentsException {
        var text = value(option);
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            throw notANumber(option, text);
        }
        throw notANumber(option, text);
    }

    private static BadArgumentsException notANumber(String option, String text) {
        return new BadArgumentsException("'" + option + " " + text + "': a number of 0 or more is expected");
    }

    private StartArguments finish() throws BadArgumentsException {
        if (files.isEmpty() && (task == Task.RUN || task == Task.CHECK))
            throw new BadArgumentsException("no configuration file is given (weir -f FILE)");
        return new StartArguments(task, condition, files, switches, maxConnections, node, pidFile, remarks);
    }
}

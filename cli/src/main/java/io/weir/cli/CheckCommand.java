package io.weir.cli;

import io.weir.cli.StartArguments.Switch;
import io.weir.cli.StartArguments.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir check FILE…}. Confined to the main thread. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "read a configuration and its rules, and say everything that is wrong with them")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "-f", paramLabel = "FILE", description = "a configuration file or folder")
    private List<Path> files = new ArrayList<>();

    @Parameters(paramLabel = "FILE", description = "the same", arity = "0..*")
    private List<Path> more = new ArrayList<>();

    @Option(names = "--strict", description = "a warning is as bad as an error")
    private boolean strict;

    @Option(names = "-q", description = "say only what is wrong")
    private boolean quiet;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var all = new ArrayList<>(files);
        all.addAll(more);
        if (all.isEmpty()) {
            console.say("no configuration file is given (weir check FILE)");
            return Start.FAILED;
        }
        var switches = EnumSet.noneOf(Switch.class);
        if (strict) switches.add(Switch.ZERO_WARNING);
        if (quiet) switches.add(Switch.QUIET);
        var arguments = new StartArguments(Task.CHECK, "", all, switches, 0, "", null, List.of());
        return new Start(arguments, System.getenv(), console).run();
    }
}

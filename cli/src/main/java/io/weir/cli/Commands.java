package io.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands beside HAProxy's own options; the root of what picocli reads. Confined to the main thread. */
@Command(
        name = "weir",
        description = "A load balancer that reads HAProxy's configuration and whose rules are JavaScript.%n",
        customSynopsis = {"weir -f FILE [-f FILE...] [OPTIONS]", "       weir COMMAND [ARGUMENTS]"},
        sortOptions = false,
        commandListHeading = "%nCommands (weir COMMAND --help says more):%n",
        footerHeading = "%nOptions, as HAProxy's, in front of any command:%n",
        footer = {
            "  -f FILE       a configuration file, or a folder of *.cfg; may be repeated; also -- FILE...",
            "  -c            check: 0 valid, 1 wrong, 2 nothing to listen on",
            "  -cc COND      evaluate a condition: 0 true, 1 false, 2 unreadable",
            "  -d, -db       stay in the foreground",
            "  -D            go to the background once it serves",
            "  -W            end with the status of HAProxy's master process; -S ADDR is accepted",
            "  -p FILE       write the process id there",
            "  -n N          most client connections",
            "  -m MB         most memory for the heap",
            "  -L NAME       name of this node",
            "  -C FOLDER     go there before reading files",
            "  -q, -V        say less; say more",
            "  -dW           a warning is an error; HAProxy's other -d letters are accepted",
            "  -v, -vv       the version; what it runs with",
            "",
            "Signals: INT and TERM end, USR1 stops softly, HUP and USR2 reload."
        })
final class Commands implements Runnable {
    private static final Set<String> HELP = Set.of("-h", "--help", "--version");

    private final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    private boolean help;

    @Option(names = "--version", description = "show the version, as -v does")
    private boolean version;

    private Commands(Console console) {
        this.console = console;
    }

    /** Whether picocli answers to that option, although it starts with a dash. */
    static boolean isHelp(String argument) {
        return HELP.contains(argument);
    }

    /** Returns the exit status. */
    static int run(List<String> arguments, Console console) {
        var line = new CommandLine(new Commands(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new RunCommand())
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new ReloadCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .setOut(new PrintWriter(console.out(), true, UTF_8))
                .setErr(new PrintWriter(console.err(), true, UTF_8));
        return line.execute(arguments.toArray(new String[0]));
    }

    @Override
    public void run() {
        if (version && !help) Build.printVersion(console);
    }
}

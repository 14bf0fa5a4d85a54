package io.weir.cli;

import io.weir.replay.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir replay -f FILE TRAFFIC…}. Confined to the main thread. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "run recorded requests through the rules of a configuration and show each decision",
        footer = {
            "",
            "TRAFFIC: JSON lines, or lines that HAProxy or Weir logged with 'option httplog' or as the frontends of",
            "the configuration do.",
            "Exit status: 0 all as expected, 1 an expectation failed, 2 it could not run."
        })
final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "-f", paramLabel = "FILE", required = true, description = "a configuration file or folder")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--summary", description = "only the summary")
    private boolean summary;

    @Option(
            names = "--captured",
            paramLabel = "NAME",
            split = ",",
            description = "the request headers that lines of 'option httplog' show, in their order")
    private List<String> capturedHeaders = new ArrayList<>();

    @Parameters(paramLabel = "TRAFFIC", arity = "1..*", description = "files of recorded requests")
    private List<Path> captures = new ArrayList<>();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var detail = summary ? Replay.Detail.SUMMARY : Replay.Detail.DECISIONS;
        var order = new Replay.Order(files, System.getenv(), captures, detail, capturedHeaders);
        return Replay.run(order, console.out(), console.err());
    }
}

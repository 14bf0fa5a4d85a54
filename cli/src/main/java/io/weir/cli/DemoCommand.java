package io.weir.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir demo}. Confined to the main thread. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "run the sample busy-fallback with servers and clients of its own, and watch it")
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--seconds", paramLabel = "N", description = "end after so many seconds; without it, at Ctrl-C")
    private int seconds;

    @Option(names = "--port", paramLabel = "PORT", description = "where it listens (8080, or any free one)")
    private int port = -1;

    @Option(names = "--sample", paramLabel = "FOLDER", description = "another copy of the sample, to play with")
    private @Nullable Path folder;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var sample =
                folder != null ? folder : Path.of(System.getProperty("weir.home", "."), "samples", "busy-fallback");
        return new Demo(console, Shown.path(sample)).run(port, seconds);
    }
}

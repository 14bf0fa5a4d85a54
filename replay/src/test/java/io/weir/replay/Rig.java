package io.weir.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with a configuration, rule scripts and traffic, and replays of them. Confined to one test. */
final class Rig {
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Rig(Path folder) {
        this.folder = folder;
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Runs {@code weir.cfg} on {@code traffic.jsonl}. */
    int run() {
        return run(Replay.Detail.DECISIONS, "traffic.jsonl");
    }

    /** Runs {@code weir.cfg} on that file, in whose logs the host is captured. */
    int run(Replay.Detail detail, String file) {
        out.reset();
        err.reset();
        var order = new Replay.Order(
                List.of(folder.resolve("weir.cfg")), Map.of(), List.of(folder.resolve(file)), detail, List.of("host"));
        try (var outPrinter = new PrintStream(out, true, UTF_8);
                var errPrinter = new PrintStream(err, true, UTF_8)) {
            return Replay.run(order, outPrinter, errPrinter);
        }
    }

    /** What was printed, without the folder's name. */
    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    /** What was printed up to the summary. */
    String decisions() {
        return out().substring(0, out().indexOf("\n\n") + 1);
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace(folder + "/", "");
    }
}

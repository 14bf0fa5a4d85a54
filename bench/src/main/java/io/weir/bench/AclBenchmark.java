package io.weir.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.http1.ReadStatus;
import io.weir.engine.http1.RequestReader;
import io.weir.engine.http1.Strictness;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleSet;
import io.weir.rules.config.UseBackend;
import io.weir.rules.lang.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The 50 rule lines of {@code bench/acl/weir.cfg} for one browser's request, down to the last one. Run it from the top
 * of the checkout: {@code bench/jmh AclBenchmark -prof gc}. The goals: {@code rules} in 3 us at most and without an
 * allocated byte. Loop-confined.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AclBenchmark {
    private static final Path FOLDER = Path.of("bench", "acl");

    private final RequestReader reader = new RequestReader(HeadLimits.DEFAULT, Strictness.STRICT);
    private final RequestHead head = new RequestHead(2048);
    private final Transaction txn =
            new Transaction(head, new ResponseHead(256), new FixedConnection("198.18.4.17"), new FixedInputs(), "lb");
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private RuleSet lines = RuleSet.EMPTY;
    private List<UseBackend> choices = List.of();

    @Setup
    public void load() throws IOException {
        var reading = ConfigReader.read(List.of(FOLDER.resolve("weir.cfg")), Map.of());
        var configuration = reading.configuration();
        if (configuration == null)
            throw new IllegalStateException(reading.problems().toString());
        var frontend = configuration.frontends().getFirst();
        lines = frontend.rules().httpRequest();
        choices = frontend.useBackends();
        byte[] text = Files.readAllBytes(FOLDER.resolve("request.http"));
        bytes = Unpooled.directBuffer(text.length).writeBytes(text);
        if (!rules().equals("shop")) throw new IllegalStateException("not down to the last line");
    }

    /** What reading the head takes of {@link #rules}. */
    @Benchmark
    public ReadStatus head() {
        bytes.readerIndex(0);
        return reader.read(bytes, head);
    }

    /** Reads the head, so that nothing is known from the request before, then runs the lines as the engine does. */
    @Benchmark
    public String rules() {
        head();
        if (lines.evaluate(txn) != Verdict.CONTINUE) throw new IllegalStateException("refused");
        for (int i = 0; i < choices.size(); i++) {
            UseBackend line = choices.get(i);
            txn.running(line.place());
            if (line.condition().holds(txn)) return line.backend().render(txn);
        }
        throw new IllegalStateException("no backend");
    }
}

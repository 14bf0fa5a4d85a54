package io.weir.bench;

import io.weir.rules.Hooks;
import io.weir.rules.ProxyHooks;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.lang.ConfigReader;
import io.weir.scripting.JsRules;
import io.weir.scripting.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** One call of the busy rule in JavaScript. Loop-confined. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class HookBenchmark {
    private static final String RULE = """
            export function use_backend(txn) {
              if (fe_conn() >= 3000 || be_conn_free("app") === 0) return "busy";
            }
            """;
    private static final String CONFIG = """
            defaults
                mode http
                timeout connect 1s
                timeout client 1s
                timeout server 1s
            frontend lb
                bind 127.0.0.1:18080
                rules busy.js
                default_backend app
            backend app
                server s1 127.0.0.1:18099 maxconn 100
            """;

    private @Nullable ProxyHooks hooks;
    private @Nullable Transaction txn;

    @Setup
    public void load() throws IOException {
        Path folder = Files.createTempDirectory("weir-hook");
        Files.writeString(folder.resolve("busy.js"), RULE);
        Files.writeString(folder.resolve("weir.cfg"), CONFIG);
        var reading = ConfigReader.read(List.of(folder.resolve("weir.cfg")), Map.of());
        var configuration = reading.configuration();
        if (configuration == null)
            throw new IllegalStateException(reading.problems().toString());
        var loading = JsRules.live().load(configuration);
        if (!(loading instanceof Loading.Loaded loaded)) throw new IllegalStateException(loading.toString());
        Hooks opened = loaded.scripts().open();
        hooks = opened.ofFrontend("lb");
        txn = new Transaction(
                new RequestHead(256), new ResponseHead(256), new FixedConnection("127.0.0.1"), new FixedInputs(), "lb");
    }

    @Benchmark
    public @Nullable Verdict useBackend() {
        return hooks == null || txn == null ? null : hooks.useBackend(txn);
    }
}

package io.weir.scripting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/** The one polyglot engine of a process: parsed sources and compiled code, shared by the contexts of all loops. Any thread. */
final class JsEngine implements AutoCloseable {
    /** The one and only thing that a script may do to a host object is to call its exported methods. */
    private static final HostAccess EXPORTED = HostAccess.newBuilder()
            .allowAccessAnnotatedBy(HostAccess.Export.class)
            .build();

    private static final String INTERPRETED = "Interpreted";

    private final Engine engine;
    private final Budget budget = new Budget();

    JsEngine() {
        engine = Engine.newBuilder("js")
                .allowExperimentalOptions(true)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .logHandler(OutputStream.nullOutputStream())
                .option("engine.WarnInterpreterOnly", "false") // runtimeDescription says it
                .option("js.esm-eval-returns-exports", "true")
                .option("js.top-level-await", "false")
                .option("js.import-attributes", "true")
                .option("js.json-modules", "true")
                .option("js.unhandled-rejections", "throw")
                .option("js.text-encoding", "true")
                .option("js.bind-member-functions", "false")
                .option("js.intl-402", "false") // its tables cost start time
                .option("js.zone-rules-based-time-zones", "true")
                .option("js.regexp-static-result", "false")
                .option("js.allow-eval", "false") // its code would have no file and line
                .option("js.console", "false") // the prelude has its own
                .option("js.print", "false")
                .option("js.load", "false")
                .option("js.graal-builtin", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.global-arguments", "false")
                .option("js.shared-array-buffer", "false")
                .option("js.atomics", "false") // Atomics.wait blocks
                .build();
    }

    Engine engine() {
        return engine;
    }

    Budget budget() {
        return budget;
    }

    /** A context without any power but to import those files. */
    Context newContext(FileSystem files) {
        return Context.newBuilder("js")
                .engine(engine)
                .allowHostAccess(EXPORTED)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowCreateProcess(false)
                .allowCreateThread(false)
                .allowNativeAccess(false)
                .allowInnerContextOptions(false)
                .allowIO(IOAccess.newBuilder().fileSystem(files).build())
                .build();
    }

    /** Such as {@code GraalJS 25.0.3, optimizing}. */
    String description() {
        boolean optimizing = !engine.getImplementationName().contains(INTERPRETED);
        return "GraalJS " + version() + (optimizing ? ", optimizing" : ", interpreted: " + reason());
    }

    @Override
    public void close() {
        budget.close();
        engine.close(true);
    }

    private static String reason() {
        var boot = ModuleLayer.boot();
        if (boot.findModule("jdk.internal.vm.ci").isEmpty()) return "java was started without -XX:+EnableJVMCI";
        boolean compiler = boot.findModule("jdk.graal.compiler")
                .map(module -> !module.getPackages().isEmpty())
                .orElse(false);
        return compiler
                ? "the compiler does not fit this Java (" + Runtime.version() + ")"
                : "the compiler is not on java's --upgrade-module-path";
    }

    private static String version() {
        try (InputStream in = Engine.class.getResourceAsStream("/META-INF/graalvm/org.graalvm.polyglot/version")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}

package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.weir.rules.Hooks;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Scripts;
import io.weir.rules.config.Configuration;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.Problem;
import io.weir.scripting.JsProgram.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A folder with a configuration and rule files, and the script host that loads them. Closes whatever it opened. */
final class Rules implements AutoCloseable {
    static final String CONFIGURATION = """
            global
                tune.js.burst-timeout 10s
            defaults
                mode http
                timeout connect 1s
                timeout client 1s
                timeout server 1s
            frontend lb
                bind 127.0.0.1:8080
                rules busy.js
                default_backend app
            backend app
                server s1 127.0.0.1:9001
                server s2 127.0.0.1:9002
            backend busy
                server b1 127.0.0.1:9003
            """;

    final List<String> faultLines = new CopyOnWriteArrayList<>();
    final AtomicLong nanoTime = new AtomicLong();
    final JsRules js;
    private final Path folder;
    private final List<Hooks> open = new ArrayList<>();
    private String configuration = CONFIGURATION;

    private Rules(Path folder, Tracing tracing) {
        this.folder = folder;
        this.js = new JsRules(tracing, faultLines::add, nanoTime::get);
    }

    static Rules in(Path folder) {
        return new Rules(folder, Tracing.OFF);
    }

    static Rules tracedIn(Path folder) {
        return new Rules(folder, Tracing.STATEMENTS);
    }

    /** The usual frontend with this text as its {@code busy.js}. */
    static Rules busy(Path folder, String script) {
        return in(folder).file("busy.js", script);
    }

    Rules file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Rules configuration(String text) {
        configuration = text;
        return this;
    }

    Configuration configuration() {
        file("weir.cfg", configuration.replaceAll("(?m)^(\\s+rules )(\\S+)", "$1" + folder + "/$2"));
        var reading = ConfigReader.read(List.of(folder.resolve("weir.cfg")), Map.of());
        var read = reading.configuration();
        return read != null ? read : fail(reading.problems().toString());
    }

    Loading load() {
        return js.load(configuration());
    }

    Loading.Loaded loaded() {
        var loading = load();
        return assertInstanceOf(
                Loading.Loaded.class, loading, () -> loading.problems().toString());
    }

    /** The only problem of a loading that is refused, its file without its folder. */
    String problem() {
        var problems = problems();
        return problems.size() == 1 ? problems.getFirst() : fail(problems.toString());
    }

    List<String> problems() {
        var loading = assertInstanceOf(Loading.Refused.class, load());
        return loading.problems().stream().map(this::text).toList();
    }

    String text(Problem problem) {
        return problem.toString().replace(folder + "/", "");
    }

    /** Text in which the folder stands, without it. */
    String plain(String text) {
        return text.replace(folder + "/", "");
    }

    Hooks open(Scripts scripts) {
        var hooks = scripts.open();
        open.add(hooks);
        return hooks;
    }

    /** Loads, opens on this thread, and gives the hooks of frontend {@code lb}. */
    ProxyHooks frontend() {
        return open(loaded().scripts()).ofFrontend("lb");
    }

    ProxyHooks backend(String name) {
        return open(loaded().scripts()).ofBackend(name);
    }

    @Override
    public void close() {
        open.forEach(Hooks::close);
        js.close();
    }
}

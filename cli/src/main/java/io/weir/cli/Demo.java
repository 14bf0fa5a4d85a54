package io.weir.cli;

import io.weir.cli.StartArguments.Task;
import io.weir.cli.demo.Crowd;
import io.weir.cli.demo.Notes;
import io.weir.cli.demo.Origin;
import io.weir.cli.demo.Table;
import io.weir.engine.StartException;
import io.weir.scripting.JsRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The sample busy-fallback at work, between two servers and a crowd of clients in this process. Main thread. */
final class Demo {
    private static final String FRONTEND = "lb";
    private static final String BACKEND = "app";
    private static final int CLIENTS = 120;
    private static final int USUAL_PORT = 8080;
    private static final Duration THINKING = Duration.ofMillis(50);
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration PRINT = Duration.ofSeconds(1);

    private final Console console;
    private final Path sample;
    private final Notes notes = new Notes();
    private final CountDownLatch end = new CountDownLatch(1);

    Demo(Console console, Path sample) {
        this.console = console;
        this.sample = sample;
    }

    /**
     * Runs it.
     *
     * @param port -1: the usual one, or any that is free
     * @param seconds 0: until a signal ends it
     * @return the exit status
     */
    int run(int port, int seconds) {
        var file = sample.resolve("weir.cfg");
        if (!Files.isReadable(file)) {
            console.say("the sample is not there: " + file);
            return Start.FAILED;
        }
        try (var first = Origin.start("app1", THINKING);
                var second = Origin.start("app2", THINKING);
                var rules = JsRules.live()) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PORT", Integer.toString(port < 0 ? usualPort() : port));
            environment.put("APP1_PORT", Integer.toString(first.port()));
            environment.put("APP2_PORT", Integer.toString(second.port()));
            var arguments = new StartArguments(Task.RUN, "", List.of(file), Set.of(), 0, "", null, List.of());
            return serve(new Sources(arguments, environment, rules), seconds);
        } catch (StartException e) {
            e.reasons().forEach(console::say);
            return Start.FAILED;
        } catch (IOException e) {
            console.say("the demo's own servers cannot start: " + e.getMessage());
            return Start.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Start.FAILED;
        }
    }

    private int serve(Sources sources, int seconds) throws StartException, InterruptedException {
        var candidate = sources.read();
        console.print(candidate.problems());
        if (!(candidate instanceof Candidate.Ready ready)) return Start.FAILED;
        Signals.on("INT", end::countDown);
        Signals.on("TERM", end::countDown);
        try (var serving = Serving.start(sources, ready, spoken())) {
            var address =
                    (InetSocketAddress) serving.proxy().addresses(FRONTEND).getFirst();
            invite(Greeting.text(address));
            try (var crowd = Crowd.start(address, CLIENTS)) {
                var table = new Table(console.out(), serving.proxy().inputs(), crowd, scene(ready));
                watch(serving, table, seconds);
                console.answer("");
                console.answer(table.total() + ".");
            }
            return Start.OK;
        }
    }

    private void invite(String address) {
        console.answer("");
        console.answer("Weir serves " + sample + " at http://" + address + "/");
        console.answer("  Two servers with few slots, " + CLIENTS
                + " clients in waves; who finds no slot gets an honest page.");
        console.answer("  Ask it yourself:  curl -i http://" + address + "/");
        console.answer("  Change a rule:    edit " + sample.resolve("busy.js"));
        console.answer("                    and write 'fe_req_cur() >= 20' in the place of 'fe_req_cur() >= 100'.");
        console.answer(
                "                    When you save it, the next request is decided by it; no connection is closed.");
        console.answer("");
    }

    private void watch(Serving serving, Table table, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var pause = onTerminal() ? REDRAW : PRINT;
        while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            if (onTerminal()) table.draw(serving.runs(), notes);
            else table.print(serving.runs());
            if (seconds > 0 && System.nanoTime() - deadline >= 0) return;
        }
    }

    /** What Weir says must not fall into the table. */
    private Console spoken() {
        return onTerminal() ? new Console(console.out(), notes.stream()) : console;
    }

    @SuppressWarnings("SystemConsoleNull") // Java 22 to 24 never gave null; 25 does again
    private static boolean onTerminal() {
        var terminal = System.console();
        return terminal != null && terminal.isTerminal();
    }

    private static Table.Scene scene(Candidate.Ready ready) {
        var backend = ready.configuration().backends().stream()
                .filter(each -> each.name().equals(BACKEND))
                .findFirst()
                .orElseThrow();
        var servers = backend.servers().stream().map(server -> server.name()).toList();
        return new Table.Scene(
                FRONTEND,
                BACKEND,
                servers,
                CLIENTS,
                backend.servers().getFirst().maxConnections());
    }

    private static int usualPort() throws IOException {
        try (var _ = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return USUAL_PORT;
        } catch (IOException e) {
            return anyPort();
        }
    }

    private static int anyPort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}

package io.weir.cli;

import io.weir.cli.StartArguments.Switch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** From the moment it serves to its end: what signals do, the pid file, and the exit status. Control thread. */
final class Life {
    /** What a process that a signal ended has in a shell, and HAProxy's master process gives as its own. */
    private static final int ENDED_BY_INTERRUPT = 130;

    /** The launcher that started this in the background waits for this line. */
    private static final String UP = "up";

    private static final Duration MAX_CLOSING = Duration.ofMillis(1800);

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Serving serving;
    private final StartArguments arguments;
    private final Console console;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    Life(Serving serving, StartArguments arguments, Console console) {
        this.serving = serving;
        this.arguments = arguments;
        this.console = console;
    }

    /**
     * Serves until a signal ends it.
     *
     * @return the exit status
     */
    int live() throws IOException {
        var pidFile = pidFile();
        if (pidFile == null) return liveOn();
        try (var _ = PidFile.write(pidFile)) {
            return liveOn();
        }
    }

    private int liveOn() {
        takeSignals();
        if (!quiet()) console.say(Greeting.of(serving));
        goToBackground();
        int status = end.join();
        haltSoon(status);
        return status;
    }

    /** Whatever closing waits for: the process is gone two seconds after the signal. */
    private static void haltSoon(int status) {
        Thread.ofPlatform().daemon().start(() -> {
            LockSupport.parkNanos(MAX_CLOSING.toNanos());
            Runtime.getRuntime().halt(status);
        });
    }

    private void takeSignals() {
        boolean asMaster = arguments.has(Switch.MASTER_WORKER)
                || serving.configuration().global().process().masterWorker();
        int status = asMaster ? ENDED_BY_INTERRUPT : Start.OK;
        Signals.on("INT", () -> end.complete(status));
        Signals.on("TERM", () -> terminate(status));
        Signals.on("HUP", serving::reload);
        Signals.on("USR2", serving::reload);
        Signals.on("USR1", () -> stopSoftly(Start.OK));
        Signals.on("TTOU", this::pause);
        Signals.on("TTIN", this::resume);
    }

    private void pause() {
        serving.proxy().pause();
        console.say("accepts nobody until SIGTTIN");
    }

    private void resume() {
        serving.proxy().resume();
        console.say("accepts again");
    }

    /** Where the configuration says how long a soft stop may take, a service manager gets one. */
    private void terminate(int status) {
        if (serving.configuration().global().stopping().hardStopAfter() == null) end.complete(status);
        else stopSoftly(status);
    }

    private void stopSoftly(int status) {
        var options = serving.configuration().global().stopping();
        var limit = options.hardStopAfter();
        console.say("stops softly" + (limit == null ? "" : ", at the latest in " + limit.toMillis() + " ms"));
        LockSupport.parkNanos(options.grace().toNanos());
        serving.proxy().softStop();
        boolean done = serving.proxy().awaitStopped(limit == null ? FOR_EVER : limit);
        int left = serving.proxy().clientConnections();
        if (!done)
            console.say(
                    "hard-stop-after: " + left + (left == 1 ? " connection was" : " connections were") + " cut off");
        end.complete(status);
    }

    private @Nullable Path pidFile() {
        var commanded = arguments.pidFile();
        return commanded != null ? commanded : serving.configuration().global().pidFile();
    }

    private boolean quiet() {
        return arguments.has(Switch.QUIET)
                || serving.configuration().global().process().quiet();
    }

    private void goToBackground() {
        if (Boolean.getBoolean("weir.background")) {
            console.answer(UP);
            console.out().close(); // the JVM leaves /dev/null in the place of a closed standard stream
            console.err().close();
        } else if (arguments.has(Switch.DAEMON)) {
            console.say("stays in the foreground: only the launcher bin/weir can send it to the background");
        }
    }
}

package io.weir.engine.admin;

import io.weir.rules.config.StatsSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one client of a stats socket has set for itself. Confined to whoever works on its connection: the loop, and
 * between a line and its answer the thread that runs the line's commands.
 */
final class AdminSession {
    private StatsSocket.Level level;
    private Duration timeout;
    private Mode mode = Mode.ONE_LINE;
    private @Nullable String payload;
    private boolean experimental;

    AdminSession(StatsSocket.Level level, Duration timeout) {
        this.level = level;
        this.timeout = timeout;
    }

    StatsSocket.Level level() {
        return level;
    }

    boolean mayRun(Command command) {
        return level.compareTo(command.level()) >= 0;
    }

    /** {@code user} and {@code operator}; never higher than it is. What is experimental is over with it. */
    void lower(StatsSocket.Level other) {
        if (other.compareTo(level) < 0) level = other;
        experimental = false;
    }

    /** {@code experimental-mode}: whether commands run that may still change. */
    boolean isExperimental() {
        return experimental;
    }

    void experimental(boolean on) {
        experimental = on;
    }

    /** The lines behind {@code <<} of the command that runs; null: none. */
    @Nullable String payload() {
        return payload;
    }

    void payload(@Nullable String lines) {
        payload = lines;
    }

    /** How long a silent client is kept. */
    Duration timeout() {
        return timeout;
    }

    void timeout(Duration other) {
        timeout = other;
    }

    /** Whether lines are asked for with a prompt. */
    boolean isInteractive() {
        return mode == Mode.PROMPT;
    }

    /** {@code prompt}: the first time it begins, the second time the session ends with this line. */
    void togglePrompt() {
        mode = mode == Mode.PROMPT ? Mode.LAST_LINE : Mode.PROMPT;
    }

    /** {@code quit}: nothing more is answered. */
    void quit() {
        mode = Mode.QUIT;
    }

    boolean hasQuit() {
        return mode == Mode.QUIT;
    }

    boolean isOver() {
        return mode == Mode.LAST_LINE || mode == Mode.QUIT;
    }

    /** Confined as the session is. */
    private enum Mode {
        ONE_LINE,
        PROMPT,
        LAST_LINE,
        QUIT
    }
}

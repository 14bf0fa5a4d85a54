package io.weir.cli.log;

import org.jspecify.annotations.Nullable;

/** Writes one message to stderr, as everything that the command says: {@code weir: warning: message}. Any thread. */
final class StderrLine {
    private static final String OWN = "weir";

    private StderrLine() {}

    /** Own loggers speak from notices on, those of libraries only of what goes wrong. */
    static System.Logger.Level threshold(String logger) {
        return logger.startsWith(OWN) ? System.Logger.Level.INFO : System.Logger.Level.WARNING;
    }

    static void write(System.Logger.Level level, String logger, @Nullable String message, @Nullable Throwable thrown) {
        var line = new StringBuilder("weir: ");
        if (level.compareTo(System.Logger.Level.ERROR) >= 0) line.append("error: ");
        else if (level == System.Logger.Level.WARNING) line.append("warning: ");
        if (!logger.startsWith(OWN)) line.append(logger).append(": ");
        line.append(message);
        synchronized (StderrLine.class) {
            System.err.println(line);
            if (thrown != null) thrown.printStackTrace(System.err);
        }
    }
}

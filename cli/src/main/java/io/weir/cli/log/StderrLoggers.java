package io.weir.cli.log;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The JDK's way to {@link StderrLine}; found through {@code META-INF/services}. Any thread. */
public final class StderrLoggers extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new StderrLogger(name);
    }

    private record StderrLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.compareTo(StderrLine.threshold(name)) >= 0;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) StderrLine.write(level, name, message, thrown);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
            if (!isLoggable(level)) return;
            boolean plain = format == null || parameters == null || parameters.length == 0;
            StderrLine.write(level, name, plain ? format : MessageFormat.format(format, parameters), null);
        }
    }
}

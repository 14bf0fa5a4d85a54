package io.weir.engine.account;

import io.weir.rules.config.LogOptions;
import io.weir.rules.config.Mode;
import java.util.Objects;

/** Turns the facts of an exchange into the text of a log line. Any thread. */
sealed interface LineFormat permits HttpLine, JsonLine, ConnectLine, CustomLine, HandshakeLine {
    void write(ExchangeRecord record, LogLine line);

    static LineFormat of(LogOptions options, Mode mode, LogClock clock) {
        return switch (options.line()) {
            case HTTP -> new HttpLine(clock);
            case JSON -> new JsonLine(clock);
            case CONNECT -> new ConnectLine(mode);
            case CUSTOM ->
                new CustomLine(Objects.requireNonNull(options.formats().line(), "a line of its own has a format"));
        };
    }
}

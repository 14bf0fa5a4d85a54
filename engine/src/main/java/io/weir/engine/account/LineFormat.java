package io.weir.engine.account;

import io.weir.rules.config.LogOptions;
import io.weir.rules.config.Mode;

/** Turns the facts of an exchange into the text of a log line. Any thread. */
sealed interface LineFormat permits HttpLine, JsonLine, ConnectLine {
    void write(ExchangeRecord record, LogLine line);

    static LineFormat of(LogOptions.Line kind, Mode mode, LogClock clock) {
        return switch (kind) {
            case HTTP -> new HttpLine(clock);
            case JSON -> new JsonLine(clock);
            case CONNECT -> new ConnectLine(mode);
        };
    }
}

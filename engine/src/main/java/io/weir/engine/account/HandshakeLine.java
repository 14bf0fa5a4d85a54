package io.weir.engine.account;

import static java.util.Objects.requireNonNull;

import io.weir.rules.ConnectionView;

/**
 * The line about a client connection that never became a session, as HAProxy writes it (configuration manual section
 * 8.2.5). Any thread.
 */
record HandshakeLine(LogClock clock) implements LineFormat {
    @Override
    public void write(ExchangeRecord record, LogLine line) {
        ConnectionView client = requireNonNull(record.transaction).connection();
        LogAddress.write(client.source(), record.listener, line);
        line.put(" [");
        clock.http(line, record.acceptMillis());
        line.put("] ").put(record.frontend).put('/');
        if (client.listener().isEmpty()) line.put(record.listener);
        else line.put(client.listener());
        line.put(": ").put(requireNonNull(client.handshakeFault()).text());
    }
}

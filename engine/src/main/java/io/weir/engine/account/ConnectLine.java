package io.weir.engine.account;

import io.weir.rules.config.Mode;
import java.net.InetSocketAddress;

/**
 * The line of a frontend without any format option (configuration manual section 8.2.1): who connected to where.
 * Any thread.
 */
record ConnectLine(Mode mode) implements LineFormat {
    @Override
    public void write(ExchangeRecord record, LogLine line) {
        line.put("Connect ");
        if (record.client instanceof InetSocketAddress) {
            line.put("from ");
            LogAddress.write(record.client, record.listener, line);
            line.put(' ');
        }
        line.put("to ");
        LogAddress.write(record.destination, record.listener, line);
        line.put(" (").put(record.frontend).put('/').put(mode.name()).put(')');
    }
}

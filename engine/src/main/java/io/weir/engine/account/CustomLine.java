package io.weir.engine.account;

import io.weir.rules.Transaction;
import io.weir.rules.sample.LogFormat;
import java.util.Objects;

/** A line of a format that the configuration gives (configuration manual section 8.2.6). Any thread. */
record CustomLine(LogFormat format) implements LineFormat {
    @Override
    public void write(ExchangeRecord record, LogLine line) {
        Transaction txn = Objects.requireNonNull(record.transaction, "a line of a format shows a transaction");
        format.write(txn, line);
    }
}

package io.weir.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Waits for one line of what Weir says about itself. */
final class WeirLog extends Handler implements AutoCloseable {
    private final Logger log = Logger.getLogger("weir");
    private final CompletableFuture<String> said = new CompletableFuture<>();
    private final String part;

    private WeirLog(String part) {
        this.part = part;
    }

    /** From now on, for the first line with that part. */
    static WeirLog awaiting(String part) {
        var listening = new WeirLog(part);
        listening.log.addHandler(listening);
        return listening;
    }

    String line() throws Exception {
        return said.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void publish(LogRecord line) {
        String text = new SimpleFormatter().formatMessage(line);
        if (text.contains(part)) said.complete(text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
    }
}

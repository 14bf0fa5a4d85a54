package io.weir.engine.account;

/** Severity of a log line (RFC 5424 section 6.2.1). Any thread. */
public enum LogLevel {
    EMERG(0),
    ALERT(1),
    CRIT(2),
    ERR(3),
    WARNING(4),
    NOTICE(5),
    INFO(6),
    DEBUG(7);

    private final int severity;

    LogLevel(int severity) {
        this.severity = severity;
    }

    /** 0, the most severe, to 7. */
    public int severity() {
        return severity;
    }
}

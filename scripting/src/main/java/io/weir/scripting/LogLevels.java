package io.weir.scripting;

import java.util.List;

/** The levels of syslog (RFC 5424 section 6.2.1) by HAProxy's names. Any thread. */
final class LogLevels {
    static final List<String> NAMES = List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private LogLevels() {}

    /** 0 to 7, or -1. */
    static int number(String name) {
        return NAMES.indexOf(name);
    }

    static System.Logger.Level javaLevel(int number) {
        if (number <= 3) return System.Logger.Level.ERROR;
        if (number == 4) return System.Logger.Level.WARNING;
        return number <= 6 ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
    }
}

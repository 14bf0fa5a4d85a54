package io.weir.engine.account;

import io.weir.rules.config.LogHeader;
import io.weir.rules.config.LogTarget;

/**
 * What stands before the text of a line, by the target's format (configuration manual section 4.2, {@code log}). Any
 * thread.
 */
final class LogFraming {
    private final LogHeader header;
    private final long pid = ProcessHandle.current().pid();
    private final LogClock clock;

    LogFraming(LogHeader header, LogClock clock) {
        this.header = header;
        this.clock = clock;
    }

    /** Bytes of that target's frame for each level from 0 to 7. */
    int[] lengths(LogTarget target) {
        var lengths = new int[LogLevel.DEBUG.severity() + 1];
        var frame = new LogLine();
        for (int level = 0; level < lengths.length; level++) {
            frame.start(Integer.MAX_VALUE);
            write(target, level, 0, frame);
            lengths[level] = frame.length();
        }
        return lengths;
    }

    /** @param level 0 to 7, already within the target's bounds */
    void write(LogTarget target, int level, long millis, LogLine frame) {
        switch (target.format()) {
            case RFC3164 -> {
                priority(target, level, frame);
                clock.syslog(frame, millis);
                frame.put(' ').put(hostnameOr("localhost")).put(' ');
                tag(target, frame);
            }
            case LOCAL -> {
                priority(target, level, frame);
                clock.syslog(frame, millis);
                frame.put(' ');
                tag(target, frame);
            }
            case RFC5424 -> {
                priority(target, level, frame);
                frame.put("1 ");
                clock.iso(frame, millis);
                frame.put(' ').put(hostnameOr("-")).put(' ').put(tagOf(target)).put(' ');
                frame.put(pid).put(" - "); // the structured data is the line's
            }
            case PRIORITY -> priority(target, level, frame);
            case SHORT -> frame.put('<').put(level).put('>');
            case TIMED -> {
                frame.put('<').put(level).put('>');
                clock.iso(frame, millis);
                frame.put(' ');
            }
            case ISO -> {
                clock.iso(frame, millis);
                frame.put(' ');
            }
            case RAW -> {}
        }
    }

    private static void priority(LogTarget target, int level, LogLine frame) {
        frame.put('<').put(target.facility() * 8 + level).put('>');
    }

    private void tag(LogTarget target, LogLine frame) {
        frame.put(tagOf(target)).put('[').put(pid).put("]: ");
    }

    private String tagOf(LogTarget target) {
        return target.tag().isEmpty() ? header.tag() : target.tag();
    }

    private String hostnameOr(String other) {
        return header.hostname().isEmpty() ? other : header.hostname();
    }
}

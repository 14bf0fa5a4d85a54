package io.weir.rules.config;

import io.weir.rules.Place;

/**
 * A {@code log} line.
 *
 * @param sink where the lines go
 * @param facility 0 to 23 (RFC 5424 section 6.2.1)
 * @param maxLevel 0 (emerg) to 7 (debug): less severe ones are dropped
 * @param minLevel more severe ones are lowered to it
 * @param format how a line is framed
 * @param length longest line in bytes
 * @param sample which lines it gets
 * @param tag {@code log-tag} of the proxy; empty: that of the process
 */
public record LogTarget(
        Sink sink,
        int facility,
        int maxLevel,
        int minLevel,
        Format format,
        int length,
        LogSample sample,
        String tag,
        Place place) {
    /** One that gets every line, under the tag of the process. */
    public LogTarget(Sink sink, int facility, int maxLevel, int minLevel, Format format, int length, Place place) {
        this(sink, facility, maxLevel, minLevel, format, length, LogSample.ALL, "", place);
    }

    /** The same with another format. */
    public LogTarget with(Format other) {
        return new LogTarget(sink, facility, maxLevel, minLevel, other, length, sample, tag, place);
    }

    /** The same for lines of a proxy that has a tag of its own. */
    public LogTarget tagged(String other) {
        return new LogTarget(sink, facility, maxLevel, minLevel, format, length, sample, other, place);
    }

    /** Where log lines go. */
    public sealed interface Sink {
        record Stdout() implements Sink {}

        record Stderr() implements Sink {}

        record Udp(String host, int port) implements Sink {}

        /** A unix datagram socket such as {@code /dev/log}. */
        record Unix(String path) implements Sink {}

        record Descriptor(int fd) implements Sink {}
    }

    /** Framing of a line. {@code RAW} is the message and a newline. */
    public enum Format {
        RFC3164,
        RFC5424,
        LOCAL,
        PRIORITY,
        SHORT,
        TIMED,
        ISO,
        RAW
    }
}

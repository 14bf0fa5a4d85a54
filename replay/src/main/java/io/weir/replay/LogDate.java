package io.weir.replay;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The dates of log lines. Any thread. */
final class LogDate {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss.SSS", Locale.ENGLISH);
    private static final DateTimeFormatter ZONED =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);

    private LogDate() {}

    /**
     * Milliseconds of such as {@code 06/Feb/2009:12:14:14.655}, as if the zone were UTC.
     *
     * @throws DateTimeException for what is no date
     */
    static long local(String date) {
        return LocalDateTime.parse(date, LOCAL).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /**
     * Milliseconds of such as {@code 06/Feb/2009:12:14:14 +0100}.
     *
     * @throws DateTimeException for what is no date
     */
    static long zoned(String date) {
        return OffsetDateTime.parse(date, ZONED).toInstant().toEpochMilli();
    }
}

package io.weir.engine.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Place;
import io.weir.rules.config.LogHeader;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.LogTarget.Format;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The frames are those that HAProxy 2.6.12 wrote, but for tag and process. */
class LogFramingTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final long TIME = Instant.parse("2026-11-01T03:03:35.615Z").toEpochMilli();

    @Test
    void eachFormatHasHaproxysFrame() {
        var header = new LogHeader("weir", "myhost");

        assertEquals("<134>Nov  1 03:03:35 myhost weir[" + PID + "]: ", frame(header, Format.RFC3164, "UTC"));
        assertEquals(
                "<134>1 2026-11-01T03:03:35.615000+00:00 myhost weir " + PID + " - ",
                frame(header, Format.RFC5424, "UTC"));
        assertEquals("<134>Nov  1 03:03:35 weir[" + PID + "]: ", frame(header, Format.LOCAL, "UTC"));
        assertEquals("<134>", frame(header, Format.PRIORITY, "UTC"));
        assertEquals("<6>", frame(header, Format.SHORT, "UTC"));
        assertEquals("<6>2026-11-01T03:03:35.615000+00:00 ", frame(header, Format.TIMED, "UTC"));
        assertEquals("2026-11-01T03:03:35.615000+00:00 ", frame(header, Format.ISO, "UTC"));
        assertEquals("", frame(header, Format.RAW, "UTC"));
    }

    @Test
    void withoutAHostnameTheFrameNamesNone() {
        var header = new LogHeader("weir", "");

        assertEquals("<134>Nov  1 03:03:35 localhost weir[" + PID + "]: ", frame(header, Format.RFC3164, "UTC"));
        assertEquals(
                "<134>1 2026-11-01T03:03:35.615000+00:00 - weir " + PID + " - ", frame(header, Format.RFC5424, "UTC"));
    }

    @Test
    void timesAreLocal() {
        var header = new LogHeader("weir", "");

        assertEquals("2026-10-31T23:33:35.615000-03:30 ", frame(header, Format.ISO, "-03:30"));
        assertEquals("2026-11-01T08:48:35.615000+05:45 ", frame(header, Format.ISO, "Asia/Kathmandu"));
        assertEquals("<134>Oct 31 23:33:35 weir[" + PID + "]: ", frame(header, Format.LOCAL, "-03:30"));
    }

    private static String frame(LogHeader header, Format format, String zone) {
        var line = new LogLine();
        line.start(1024);
        var target = new LogTarget(new LogTarget.Sink.Stdout(), 16, 7, 0, format, 1024, new Place("weir.cfg", 1, 1));
        var framing = new LogFraming(header, new LogClock(ZoneId.of(zone)));
        framing.write(target, LogLevel.INFO.severity(), TIME, line);
        assertEquals(framing.lengths(target)[LogLevel.INFO.severity()], line.length());
        return new String(line.bytes(), 0, line.length(), ISO_8859_1);
    }
}

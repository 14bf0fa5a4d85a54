package io.weir.engine.account;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Turns times into the three forms that log lines show, in the local time zone and with English month names. The last
 * seconds are kept, since many lines share them. Any thread.
 */
final class LogClock {
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** Seconds kept, a power of two: most requests are not older. */
    private static final int KEPT = 16;

    private final ZoneId zone;
    private final AtomicReferenceArray<@Nullable Second> recent = new AtomicReferenceArray<>(KEPT);

    LogClock(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code 21/Nov/2026:03:02:30.609}, HAProxy's {@code %tr}. */
    void http(LogLine line, long millis) {
        line.put(second(millis).http).put('.').putPadded(Math.floorMod(millis, 1000), 3);
    }

    /** {@code Nov 21 03:02:30} (RFC 3164 section 4.1.2). */
    void syslog(LogLine line, long millis) {
        line.put(second(millis).syslog);
    }

    /** {@code 2026-11-21T03:02:30.609000+00:00} (RFC 5424 section 6.2.3). */
    void iso(LogLine line, long millis) {
        Second second = second(millis);
        line.put(second.iso).put('.').putPadded(Math.floorMod(millis, 1000), 3).put("000");
        line.put(second.offset);
    }

    private Second second(long millis) {
        long wanted = Math.floorDiv(millis, 1000);
        int place = (int) (wanted & KEPT - 1);
        Second known = recent.get(place);
        if (known != null && known.epochSecond == wanted) return known;
        Second fresh = Second.of(wanted, zone);
        recent.set(place, fresh);
        return fresh;
    }

    /** The parts of one second that do not change within it. Any thread; immutable. */
    private record Second(long epochSecond, String http, String syslog, String iso, String offset) {
        static Second of(long epochSecond, ZoneId zone) {
            ZonedDateTime t = Instant.ofEpochSecond(epochSecond).atZone(zone);
            String month = MONTHS[t.getMonthValue() - 1];
            String time = two(t.getHour()) + ":" + two(t.getMinute()) + ":" + two(t.getSecond());
            String day = t.getDayOfMonth() < 10 ? " " + t.getDayOfMonth() : two(t.getDayOfMonth());
            int offset = t.getOffset().getTotalSeconds() / 60;
            return new Second(
                    epochSecond,
                    two(t.getDayOfMonth()) + "/" + month + "/" + t.getYear() + ":" + time,
                    month + " " + day + " " + time,
                    t.getYear() + "-" + two(t.getMonthValue()) + "-" + two(t.getDayOfMonth()) + "T" + time,
                    (offset < 0 ? "-" : "+") + two(Math.abs(offset) / 60) + ":" + two(Math.abs(offset) % 60));
        }

        private static String two(int number) {
            return number < 10 ? "0" + number : Integer.toString(number);
        }
    }
}

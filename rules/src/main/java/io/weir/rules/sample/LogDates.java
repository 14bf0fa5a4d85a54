package io.weir.rules.sample;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Dates of log formats. The last seconds are kept, since many lines share them. Any thread. */
final class LogDates {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_ZONE =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);

    /** Seconds kept, a power of two. */
    private static final int KEPT = 16;

    private static final AtomicReferenceArray<@Nullable Second> RECENT = new AtomicReferenceArray<>(KEPT);

    private LogDates() {}

    /** {@code 14/Nov/2023:22:13:20.123}, in the local zone. */
    static void withMillis(long millis, LogOutput out) {
        out.append(second(millis).local);
        out.append('.');
        millis(millis, out);
    }

    /** The three digits behind the second. */
    static void millis(long millis, LogOutput out) {
        int rest = (int) Math.floorMod(millis, 1000L);
        out.append((char) ('0' + rest / 100));
        out.append((char) ('0' + rest / 10 % 10));
        out.append((char) ('0' + rest % 10));
    }

    /** {@code 14/Nov/2023:22:13:20 +0000}. */
    static void gmt(long millis, LogOutput out) {
        out.append(second(millis).gmt);
    }

    /** {@code 14/Nov/2023:23:13:20 +0100}. */
    static void local(long millis, LogOutput out) {
        out.append(second(millis).localAndZone);
    }

    private static Second second(long millis) {
        long wanted = Math.floorDiv(millis, 1000L);
        int place = (int) (wanted & KEPT - 1);
        Second known = RECENT.get(place);
        if (known != null && known.epochSecond == wanted) return known;
        Second fresh = Second.of(wanted);
        RECENT.set(place, fresh);
        return fresh;
    }

    /** One second in its forms. Any thread; immutable. */
    private record Second(long epochSecond, String local, String localAndZone, String gmt) {
        static Second of(long epochSecond) {
            var instant = Instant.ofEpochSecond(epochSecond);
            var here = instant.atZone(ZoneId.systemDefault());
            return new Second(
                    epochSecond,
                    DATE.format(here),
                    DATE_AND_ZONE.format(here),
                    DATE_AND_ZONE.format(instant.atZone(ZoneOffset.UTC)));
        }
    }
}

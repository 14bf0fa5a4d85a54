package io.weir.rules.lang;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times as configurations write them (configuration manual section 2.5). Any thread. */
public final class TimeValue {
    static final String EXPECTED = "a time: a number with us, ms (default), s, m, h or d, at most 2147483647ms";

    /** HAProxy's limit: its timers are signed 32-bit milliseconds. */
    private static final long MAX_MICROS = Integer.MAX_VALUE * 1000L;

    private TimeValue() {}

    /** In whole milliseconds, rounded up as HAProxy does; null when it is not a time or is too long. */
    public static @Nullable Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') digits++;
        if (digits == 0 || digits > 18) return null;
        var unit = unit(text.substring(digits));
        if (unit == null) return null;
        long number = Long.parseLong(text.substring(0, digits));
        long micros = unit.toMicros(number);
        return micros > MAX_MICROS ? null : Duration.ofMillis((micros + 999) / 1000);
    }

    private static @Nullable TimeUnit unit(String text) {
        return switch (text) {
            case "us" -> TimeUnit.MICROSECONDS;
            case "", "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            case "d" -> TimeUnit.DAYS;
            default -> null;
        };
    }
}

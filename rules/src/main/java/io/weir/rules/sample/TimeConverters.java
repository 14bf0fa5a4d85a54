package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** Seconds since 1970 as dates (configuration manual section 7.3.1). Any thread. */
final class TimeConverters {
    /** HAProxy's bound: beyond it a year would not fit. Numbers below zero become very late dates. */
    private static final long SECONDS_MASK = (1L << 55) - 1;

    private TimeConverters() {}

    static void addTo(Converters.Table table) {
        table.add("http_date", INT, STR, Signature.optional(INTEGER, STRING), TimeConverters::httpDate);
        Signature format = Signature.of(1, STRING, INTEGER);
        table.add("ltime", INT, STR, format, a -> formatted(a, ZoneId.systemDefault()));
        table.add("utime", INT, STR, format, a -> formatted(a, ZoneOffset.UTC));
    }

    private static Converter.Step formatted(Arguments arguments, ZoneId zone) {
        DateFormat format = new DateFormat(arguments.text(0));
        long offset = arguments.number(1, 0);
        return (value, txn) -> format.text(CivilTime.of(((Long) value & SECONDS_MASK) + offset, zone));
    }

    private static Converter.Step httpDate(Arguments arguments) throws BadArgumentException {
        long offset = arguments.number(0, 0);
        String unit = arguments.text(1, "s");
        long units = switch (unit) {
            case "s" -> 1;
            case "ms" -> 1000;
            case "us" -> 1_000_000;
            default -> throw new BadArgumentException("unit '" + unit + "'", "s, ms or us");
        };
        DateFormat date = new DateFormat("%a, %d %b %Y %T");
        return (value, txn) -> {
            long time = (Long) value + offset;
            String seconds = date.text(CivilTime.of(time / units & SECONDS_MASK, ZoneOffset.UTC));
            return units == 1 ? seconds + " GMT" : seconds + "." + time % units + " GMT";
        };
    }
}

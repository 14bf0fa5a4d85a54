package io.weir.rules.sample;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * A moment as the clock on the wall and the calendar show it. Years go beyond those of {@code java.time}, since a
 * number of a client's may be turned into a date.
 *
 * @param epochSeconds the moment
 * @param month 1 to 12
 * @param secondOfDay 0 to 86399
 * @param offsetSeconds how far the clock is ahead of UTC
 *     <p>Any thread; immutable.
 */
record CivilTime(long epochSeconds, long year, int month, int day, int secondOfDay, int offsetSeconds, String zone) {
    private static final int DAY_SECONDS = 86400;
    private static final int ERA_DAYS = 146097;
    /** Days from 1 March 0000 to 1 January 1970. */
    private static final int EPOCH_DAYS = 719468;

    static CivilTime of(long epochSeconds, ZoneId zone) {
        Instant known = Instant.ofEpochSecond(
                Math.clamp(epochSeconds, Instant.MIN.getEpochSecond() / 2, Instant.MAX.getEpochSecond() / 2));
        int offset = zone.getRules().getOffset(known).getTotalSeconds();
        long local = epochSeconds + offset;
        int secondOfDay = (int) Math.floorMod(local, (long) DAY_SECONDS);
        return onDay(
                Math.floorDiv(local, (long) DAY_SECONDS),
                new Clock(epochSeconds, secondOfDay, offset, name(known, zone)));
    }

    private record Clock(long epochSeconds, int secondOfDay, int offsetSeconds, String zone) {}

    private static String name(Instant instant, ZoneId zone) {
        if (zone instanceof ZoneOffset) return "GMT"; // the C library's name for UTC where no place was asked for
        ZoneRules rules = zone.getRules();
        if (rules.isFixedOffset() && rules.getOffset(instant).getTotalSeconds() == 0) return "UTC";
        return DateTimeFormatter.ofPattern("zzz", Locale.ROOT).format(instant.atZone(zone));
    }

    /** The date of a day, counted in eras of 400 years that begin in March. */
    private static CivilTime onDay(long epochDay, Clock clock) {
        long days = epochDay + EPOCH_DAYS;
        long era = Math.floorDiv(days, (long) ERA_DAYS);
        int dayOfEra = (int) (days - era * ERA_DAYS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * month + 2) / 5 + 1;
        long year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0);
        return new CivilTime(
                clock.epochSeconds(),
                year,
                month < 10 ? month + 3 : month - 9,
                day,
                clock.secondOfDay(),
                clock.offsetSeconds(),
                clock.zone());
    }

    int hour() {
        return secondOfDay / 3600;
    }

    int minute() {
        return secondOfDay / 60 % 60;
    }

    int second() {
        return secondOfDay % 60;
    }

    /** 0 (Sunday) to 6. */
    int dayOfWeek() {
        long epochDay = Math.floorDiv(epochSeconds + offsetSeconds, (long) DAY_SECONDS);
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    /** 0 (1 January) to 365. */
    int dayOfYear() {
        int dayOfNormalYear = (367 * month - 362) / 12 + day - 1 - (month > 2 ? 2 : 0);
        return month > 2 && isLeap(year) ? dayOfNormalYear + 1 : dayOfNormalYear;
    }

    private static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** The week of the year; the days before its first Sunday or Monday are in week 0. */
    int week(int firstDay) {
        return (dayOfYear() + 7 - (dayOfWeek() + 7 - firstDay) % 7) / 7;
    }

    /** The year to which the week of ISO 8601 belongs. */
    long weekYear() {
        int week = rawIsoWeek();
        if (week < 1) return year - 1;
        return week > weeksOf(year) ? year + 1 : year;
    }

    /** The week of ISO 8601: 1 to 53; the first one has the first Thursday. */
    int isoWeek() {
        int week = rawIsoWeek();
        if (week < 1) return weeksOf(year - 1);
        return week > weeksOf(year) ? 1 : week;
    }

    private int rawIsoWeek() {
        int weekday = dayOfWeek() == 0 ? 7 : dayOfWeek();
        return (dayOfYear() + 11 - weekday) / 7;
    }

    private static int weeksOf(long year) {
        return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52;
    }

    /** The weekday of 31 December. */
    private static int lastWeekday(long year) {
        return (int) Math.floorMod(year + year / 4 - year / 100 + year / 400, 7L);
    }
}

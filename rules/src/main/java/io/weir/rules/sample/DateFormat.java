package io.weir.rules.sample;

import org.jspecify.annotations.Nullable;

/**
 * A format of dates in the notation of strftime with its C locale: {@code %Y-%m-%d} and so on, with the flags and widths
 * of the GNU C library. Any thread; immutable.
 */
record DateFormat(String format) {
    private static final String[] DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    String text(CivilTime time) {
        var out = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int start = at++;
            var field = new Field(time);
            while (at < format.length() && "_-0^#".indexOf(format.charAt(at)) >= 0) field.flag(format.charAt(at++));
            for (; at < format.length() && Character.digit(format.charAt(at), 10) >= 0; at++)
                field.width = Math.min(field.width * 10 + format.charAt(at) - '0', 255);
            if (at < format.length() && (format.charAt(at) == 'E' || format.charAt(at) == 'O')) at++;
            String text = at < format.length() ? field.text(format.charAt(at)) : null;
            out.append(text == null ? format.substring(start, Math.min(at + 1, format.length())) : text);
        }
        return out.toString();
    }

    /** One field with its flags. Confined to one formatting. */
    private static final class Field {
        private final CivilTime time;
        private char padding;
        private boolean upper;
        private boolean swapped;
        private int width;

        Field(CivilTime time) {
            this.time = time;
        }

        void flag(char flag) {
            switch (flag) {
                case '^' -> upper = true;
                case '#' -> swapped = true;
                default -> padding = flag;
            }
        }

        @Nullable String text(char conversion) {
            return switch (conversion) {
                case 'a' -> word(DAYS[time.dayOfWeek()].substring(0, 3));
                case 'A' -> word(DAYS[time.dayOfWeek()]);
                case 'b', 'h' -> word(MONTHS[time.month() - 1].substring(0, 3));
                case 'B' -> word(MONTHS[time.month() - 1]);
                case 'p' -> half(time.hour() < 12 ? "AM" : "PM");
                case 'P' -> padded(time.hour() < 12 ? "am" : "pm");
                case 'Z' -> half(time.zone());
                case 'z' -> zone();
                case 'n' -> padded("\n");
                case 't' -> padded("\t");
                case '%' -> padded("%");
                case 'c' -> composed("%a %b %e %H:%M:%S %Y");
                case 'D', 'x' -> composed("%m/%d/%y");
                case 'F' -> composed("%Y-%m-%d");
                case 'r' -> composed("%I:%M:%S %p");
                case 'R' -> composed("%H:%M");
                case 'T', 'X' -> composed("%H:%M:%S");
                default -> numeric(conversion);
            };
        }

        private @Nullable String numeric(char conversion) {
            return switch (conversion) {
                case 'C' -> number(Math.floorDiv(time.year(), 100L), 2, '0');
                case 'd' -> number(time.day(), 2, '0');
                case 'e' -> number(time.day(), 2, '_');
                case 'g' -> number(Math.floorMod(time.weekYear(), 100L), 2, '0');
                case 'G' -> number(time.weekYear(), 1, '0');
                case 'H' -> number(time.hour(), 2, '0');
                case 'I' -> number(twelve(), 2, '0');
                case 'j' -> number(time.dayOfYear() + 1L, 3, '0');
                case 'k' -> number(time.hour(), 2, '_');
                case 'l' -> number(twelve(), 2, '_');
                case 'm' -> number(time.month(), 2, '0');
                case 'M' -> number(time.minute(), 2, '0');
                case 's' -> number(time.epochSeconds(), 1, '0');
                case 'S' -> number(time.second(), 2, '0');
                case 'u' -> number(time.dayOfWeek() == 0 ? 7 : time.dayOfWeek(), 1, '0');
                case 'U' -> number(time.week(0), 2, '0');
                case 'V' -> number(time.isoWeek(), 2, '0');
                case 'w' -> number(time.dayOfWeek(), 1, '0');
                case 'W' -> number(time.week(1), 2, '0');
                case 'y' -> number(Math.floorMod(time.year(), 100L), 2, '0');
                case 'Y' -> number(time.year(), 1, '0');
                default -> null;
            };
        }

        private int twelve() {
            return time.hour() % 12 == 0 ? 12 : time.hour() % 12;
        }

        private String word(String text) {
            return padded(upper || swapped ? Texts.upper(text) : text);
        }

        /** AM, PM and zones are capital by themselves, so that swapping makes them small. */
        private String half(String text) {
            return padded(swapped ? Texts.lower(text) : text);
        }

        private String composed(String format) {
            String text = new DateFormat(format).text(time);
            return padded(upper ? Texts.upper(text) : text);
        }

        private String zone() {
            int minutes = Math.abs(time.offsetSeconds()) / 60;
            String digits = number(minutes / 60 * 100L + minutes % 60, 4, '0');
            return (time.offsetSeconds() < 0 ? "-" : "+") + digits;
        }

        private String number(long number, int digits, char pad) {
            char with = padding == 0 ? pad : padding;
            String text = Long.toString(number);
            if (with == '-') return text;
            int length = Math.max(digits, width);
            return (with == '_' ? " " : "0").repeat(Math.max(0, length - text.length())) + text;
        }

        private String padded(String text) {
            return (padding == '0' ? "0" : " ").repeat(Math.max(0, width - text.length())) + text;
        }
    }
}

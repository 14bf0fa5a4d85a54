package io.weir.engine.exchange;

import io.weir.rules.Headers;
import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.config.PersistenceCookie.Mode;
import io.weir.rules.config.PersistenceCookie.Option;

/**
 * Finds the server's name in a request's cookies, and takes it out of what that server shall not see. Loop-confined.
 */
final class RequestCookie {
    static final char PREFIX_END = '~';
    static final char DATE = '|';
    private static final int DAY_SECONDS = 86_400;
    private static final int DATE_LENGTH = 5;

    private final PersistenceCookie cookie;
    private final Persistence persistence;

    RequestCookie(PersistenceCookie cookie, Persistence persistence) {
        this.cookie = cookie;
        this.persistence = persistence;
    }

    void read(Headers headers) {
        for (int i = headers.find("cookie", 0); i >= 0; i = headers.find("cookie", i)) {
            String text = headers.value(i);
            String left = text.contains(cookie.name()) ? without(text) : text;
            if (left.isEmpty() && !text.isEmpty()) {
                headers.removeAt(i);
                continue;
            }
            if (!left.equals(text)) headers.replaceAt(i, left);
            i++;
        }
    }

    /** What the server is to see of one line. */
    private String without(String text) {
        var kept = new StringBuilder();
        boolean dropped = false;
        for (int start = 0, end; start < text.length(); start = end) {
            var pair = CookiePair.at(text, start, true);
            end = pair.end();
            if (pair.isAttribute() && dropped) continue; // it belongs to the one before it
            boolean ours = pair.hasValue() && pair.isNamed(cookie.name());
            String value = ours ? take(pair.value()) : pair.value();
            boolean drops = ours && cookie.mode() == Mode.INSERT && cookie.has(Option.INDIRECT);
            if (!drops) keep(kept, pair, value, dropped);
            dropped = drops;
        }
        return kept.toString();
    }

    private static void keep(StringBuilder kept, CookiePair pair, String value, boolean dropped) {
        if (!dropped) kept.append(pair.text(), pair.start(), pair.nameStart());
        else if (!kept.isEmpty()) kept.append(pair.text().charAt(pair.start())).append(' ');
        kept.append(pair.text(), pair.nameStart(), pair.valueStart()).append(value);
        kept.append(pair.text(), pair.valueEnd(), pair.end());
    }

    /** Tells which server is named, and gives back the value without that. */
    private String take(String value) {
        if (cookie.mode() == Mode.PREFIX) {
            int end = value.indexOf(PREFIX_END);
            persistence.found(end < 0 ? value : value.substring(0, end));
            return value.substring(end + 1);
        }
        int bar = value.indexOf(DATE);
        String name = bar < 0 ? value : value.substring(0, bar);
        persistence.found(bar >= 0 && isTooOld(value, bar) ? "" : name);
        return value;
    }

    private boolean isTooOld(String value, int bar) {
        int second = value.indexOf(DATE, bar + 1);
        long last = date(value, bar + 1);
        long first = second < 0 ? 0 : date(value, second + 1);
        long now = persistence.nowSeconds();
        persistence.dated(last, first);
        if (isOut(first, now, cookie.maxLifeSeconds())) persistence.expired('O');
        else if (isOut(last, now, cookie.maxIdleSeconds())) persistence.expired('E');
        else return false;
        return true;
    }

    /** A date of tomorrow is another clock's: it would hold for too long. */
    private static boolean isOut(long seconds, long now, int maxSeconds) {
        return seconds > 0 && maxSeconds > 0 && (now - seconds > maxSeconds || seconds - now > DAY_SECONDS);
    }

    /** Five digits of base 64, counting four seconds each; 0: there is none. */
    private static long date(String value, int from) {
        if (value.length() < from + DATE_LENGTH) return 0;
        long quarters = 0;
        for (int i = from; i < from + DATE_LENGTH; i++) {
            int digit = ResponseCookie.DIGITS.indexOf(value.charAt(i));
            if (digit < 0) return 0;
            quarters = quarters << 6 | digit;
        }
        return quarters << 2;
    }
}

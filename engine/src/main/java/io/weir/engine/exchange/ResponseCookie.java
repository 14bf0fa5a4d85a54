package io.weir.engine.exchange;

import io.weir.engine.server.Server;
import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.config.PersistenceCookie.Mode;
import io.weir.rules.config.PersistenceCookie.Option;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the cookies of persistence in a response. Loop-confined. */
final class ResponseCookie {
    static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final String LONG_AGO = "=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<Integer> CACHED = Set.of(200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501);
    private static final Set<String> UNCACHED = Set.of("private", "no-cache", "no-store", "max-age=0", "s-maxage=0");

    private final PersistenceCookie cookie;
    private final Transaction txn;
    private final Headers headers;
    private final @Nullable String name;
    private final boolean pinned;
    private char letter = 'N';

    /** @param pinned whether the request belonged to this server already */
    ResponseCookie(PersistenceCookie cookie, Transaction txn, Server server, boolean pinned) {
        this.cookie = cookie;
        this.txn = txn;
        this.headers = txn.response().headers();
        this.name = server.cookie();
        this.pinned = pinned;
    }

    /** The fourth letter of the termination state. */
    char letter() {
        return letter;
    }

    /** Whether the server's own cookie stands, as {@code preserve} asks. */
    boolean isPreserved() {
        return letter == 'P' && cookie.has(Option.PRESERVE);
    }

    /** Takes out, rewrites or prefixes what the server sets. */
    void meetServers() {
        for (int i = headers.find("set-cookie", 0); i >= 0; i = headers.find("set-cookie", i)) {
            String text = headers.value(i);
            var pair = CookiePair.at(text, 0, false);
            if (pair.hasValue() && pair.isNamed(cookie.name()) && isRemoved(text, pair, i)) continue;
            i++;
        }
    }

    private boolean isRemoved(String text, CookiePair pair, int at) {
        letter = 'P';
        if (cookie.has(Option.PRESERVE)) return false;
        if (cookie.mode() == Mode.INSERT || pinned && cookie.has(Option.INDIRECT)) {
            headers.removeAt(at);
            letter = 'D';
            return true;
        }
        if (name == null || cookie.mode() == Mode.PASSIVE) return false;
        int from = pair.valueStart();
        headers.replaceAt(
                at,
                cookie.mode() == Mode.REWRITE
                        ? text.substring(0, from) + name + text.substring(pair.valueEnd())
                        : text.substring(0, from) + name + RequestCookie.PREFIX_END + text.substring(from));
        letter = 'R';
        return false;
    }

    /** Sets it; a server without a name of its own takes the client's away. */
    void add(long nowSeconds, long firstSeconds) {
        var text = new StringBuilder(cookie.name());
        if (name == null) {
            text.append(LONG_AGO);
        } else {
            text.append('=').append(name);
            if (cookie.isDated()) date(nowSeconds + 3, text);
            if (cookie.maxLifeSeconds() > 0) date(firstSeconds > 0 ? firstSeconds : nowSeconds + 3, text);
            text.append("; path=/");
        }
        boolean cacheable = cookie.has(Option.NOCACHE) && isCacheable();
        headers.add("Set-Cookie", text.append(cookie.attributes()).toString());
        if (cacheable) headers.add("Cache-control", "private");
        letter = name != null && pinned ? 'U' : 'I';
    }

    private static void date(long seconds, StringBuilder text) {
        text.append(RequestCookie.DATE);
        for (int shift = 24; shift >= 0; shift -= 6) text.append(DIGITS.charAt((int) (seconds >> 2 >> shift & 63)));
    }

    /** As HAProxy judges it: by method, status, and what the response says about caches. */
    private boolean isCacheable() {
        var pragma = headers.get("pragma");
        if ("no-cache".equalsIgnoreCase(pragma)) return false;
        boolean cacheable = SAFE.contains(txn.request().method())
                && CACHED.contains(txn.response().status());
        boolean fresh = headers.has("expires");
        for (String line : headers.all("cache-control"))
            for (String each : line.toLowerCase(Locale.ROOT).split(",")) {
                String word = each.strip();
                if (UNCACHED.contains(word)) cacheable = false;
                else if (word.equals("public")) cacheable = true;
                else if (word.startsWith("max-age") || word.startsWith("s-maxage")) fresh = true;
            }
        return cacheable && (fresh || headers.has("etag") || headers.has("last-modified"));
    }
}

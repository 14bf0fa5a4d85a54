package io.weir.rules.lang;

import io.weir.rules.config.Timeouts;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code timeout} (configuration manual section 4.2). A timeout of zero is none. Any thread. */
final class TimeoutKeywords {
    static final Setting<Duration> CONNECT = Setting.inherited();
    static final Setting<Duration> CLIENT = Setting.inherited();
    static final Setting<Duration> SERVER = Setting.inherited();
    private static final Setting<Duration> HTTP_REQUEST = Setting.inherited();
    private static final Setting<Duration> HTTP_KEEP_ALIVE = Setting.inherited();
    private static final Setting<Duration> QUEUE = Setting.inherited();
    private static final Setting<Duration> TUNNEL = Setting.inherited();
    private static final Setting<Duration> CLIENT_FIN = Setting.inherited();
    private static final Setting<Duration> SERVER_FIN = Setting.inherited();
    private static final Setting<Duration> CHECK = Setting.inherited();
    private static final Setting<Duration> TARPIT = Setting.inherited();

    private TimeoutKeywords() {}

    static void addTo(KeywordTable table) {
        add(table, "connect", Section.SERVER_SIDE, CONNECT);
        add(table, "client", Section.CLIENT_SIDE, CLIENT);
        add(table, "server", Section.SERVER_SIDE, SERVER);
        add(table, "http-request", Section.PROXIES, HTTP_REQUEST);
        add(table, "http-keep-alive", Section.PROXIES, HTTP_KEEP_ALIVE);
        add(table, "queue", Section.SERVER_SIDE, QUEUE);
        add(table, "tunnel", Section.SERVER_SIDE, TUNNEL);
        add(table, "client-fin", Section.CLIENT_SIDE, CLIENT_FIN);
        add(table, "server-fin", Section.SERVER_SIDE, SERVER_FIN);
        add(table, "check", Section.SERVER_SIDE, CHECK);
        add(table, "tarpit", Section.PROXIES, TARPIT);
    }

    private static void add(KeywordTable table, String name, Set<Section> sections, Setting<Duration> setting) {
        table.add("timeout " + name, sections, (line, draft) -> read(line, draft, setting));
    }

    private static void read(Line line, Draft draft, Setting<Duration> setting) {
        var time = line.time();
        if (draft.says(setting))
            line.warn(
                    "said-twice",
                    line.place,
                    "'" + line.keyword + "' was already said at "
                            + draft.placeOf(setting).fileAndLine() + ", which no longer holds",
                    "");
        if (time.isZero()) draft.remove(setting);
        else draft.set(setting, time, line.place);
    }

    /** What holds, the documented fallbacks included. */
    static Timeouts of(Draft draft) {
        var connect = draft.get(CONNECT);
        var client = draft.get(CLIENT);
        var httpRequest = draft.get(HTTP_REQUEST);
        return new Timeouts(
                connect,
                client,
                draft.get(SERVER),
                httpRequest,
                first(draft.get(HTTP_KEEP_ALIVE), first(httpRequest, client)),
                first(draft.get(QUEUE), connect),
                draft.get(TUNNEL),
                draft.get(CLIENT_FIN),
                draft.get(SERVER_FIN),
                draft.get(CHECK),
                first(draft.get(TARPIT), connect));
    }

    private static @Nullable Duration first(@Nullable Duration said, @Nullable Duration otherwise) {
        return said == null ? otherwise : said;
    }
}

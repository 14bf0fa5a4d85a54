package io.weir.rules.lang;

import io.weir.rules.config.ClientSocket;
import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.Mode;
import io.weir.rules.config.RetryCause;
import io.weir.rules.config.RetryOn;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.config.ServerSocket;
import io.weir.rules.config.Source;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What proxies ask of the sockets of both sides (configuration manual section 4.2). Any thread. */
final class SocketKeywords {
    private static final Setting<Source> SOURCE = Setting.inherited();
    private static final Setting<Boolean> NO_LINGER = Setting.inherited();
    private static final Setting<Boolean> SMART_ACCEPT = Setting.inherited();
    private static final Setting<Boolean> SMART_CONNECT = Setting.inherited();

    /** Without them a request that went with the first packet would be lost where the server refuses. */
    private static final Set<RetryCause> NEEDED_FOR_FAST_OPEN =
            Set.of(RetryCause.CONN_FAILURE, RetryCause.EMPTY_RESPONSE, RetryCause.RESPONSE_TIMEOUT);

    private SocketKeywords() {}

    static void addTo(KeywordTable table) {
        KeepAliveKeywords.addTo(table);
        table.add(
                "option nolinger",
                Section.PROXIES,
                SocketKeywords::noLinger,
                (line, draft) -> draft.set(NO_LINGER, false, line.place),
                NO_LINGER);
        OptionKeywords.flag(table, "tcp-smart-accept", Section.CLIENT_SIDE, SMART_ACCEPT);
        OptionKeywords.flag(table, "tcp-smart-connect", Section.SERVER_SIDE, SMART_CONNECT);
        table.add(
                "source",
                Section.SERVER_SIDE,
                (line, draft) -> draft.set(SOURCE, SourceReader.read(line, SourceReader.Ports.SINGLE), line.place));
    }

    static ClientSocket client(Draft draft) {
        return new ClientSocket(KeepAliveKeywords.CLIENT.of(draft), draft.get(NO_LINGER, false));
    }

    static ListenSocket listen(Draft draft, ListenSocket own) {
        return own.withDelayedAck(draft.get(SMART_ACCEPT, false));
    }

    /** The servers of a proxy, each with what the proxy says where its own line says nothing. */
    static List<ServerConfig> servers(Draft draft) {
        return draft.all(ServerKeywords.SERVERS).stream()
                .map(server -> withSocket(draft, server))
                .toList();
    }

    /** The one place that a proxy sends to instead of choosing a server. */
    static @Nullable ServerConfig direct(Draft draft) {
        var direct = DirectKeywords.of(draft);
        return direct == null ? null : withSocket(draft, direct);
    }

    private static ServerConfig withSocket(Draft draft, ServerConfig server) {
        var own = server.socket();
        return server.withSocket(new ServerSocket(
                own.source() == null ? draft.get(SOURCE) : own.source(),
                KeepAliveKeywords.SERVER.of(draft),
                own.userTimeoutMillis(),
                own.fastOpen() && repeats(draft),
                ProxyKeywords.mode(draft) == Mode.HTTP && draft.get(SMART_CONNECT, false)));
    }

    /** What is asked for and cannot be done. */
    static void check(Draft draft, Problems problems) {
        if (!Section.BACKENDS.contains(draft.section)) return;
        boolean http = ProxyKeywords.mode(draft) == Mode.HTTP;
        if (!http && draft.says(SMART_CONNECT) && draft.get(SMART_CONNECT, false))
            problems.warning(
                    "no-effect",
                    draft.placeOf(SMART_CONNECT),
                    "'option tcp-smart-connect' has no effect in mode tcp, where the server may speak first",
                    "");
        boolean repeats = repeats(draft);
        for (var server : draft.all(ServerKeywords.SERVERS))
            if (server.socket().fastOpen() && !repeats)
                problems.warning(
                        "no-effect",
                        server.place(),
                        "'server': 'tfo' has no effect where a request cannot be sent again",
                        "'mode http' and 'retry-on conn-failure empty-response response-timeout'");
    }

    private static boolean repeats(Draft draft) {
        var retryOn = draft.get(ServerKeywords.RETRY_ON, RetryOn.DEFAULT);
        return ProxyKeywords.mode(draft) == Mode.HTTP
                && NEEDED_FOR_FAST_OPEN.stream().allMatch(retryOn::includes);
    }

    private static void noLinger(Line line, Draft draft) {
        draft.set(NO_LINGER, true, line.place);
        if (draft.section == Section.BACKEND)
            line.warn(
                    "no-effect",
                    line.place,
                    "'option nolinger' has no effect in a backend: connections to servers end with a reset anyway",
                    "");
    }
}

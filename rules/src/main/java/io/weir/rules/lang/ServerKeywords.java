package io.weir.rules.lang;

import io.weir.rules.config.HttpReuse;
import io.weir.rules.config.RetryCause;
import io.weir.rules.config.RetryOn;
import io.weir.rules.config.ServerConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Servers and how one is chosen (configuration manual sections 4.2 and 5.2). Any thread. */
final class ServerKeywords {
    static final Setting<List<ServerConfig>> SERVERS = Setting.own();
    static final Setting<ServerParameters> DEFAULT_SERVER = Setting.inherited();
    static final Setting<HttpReuse> HTTP_REUSE = Setting.inherited();
    static final Setting<Integer> FULLCONN = Setting.inherited();

    /** A backend's own: what {@code defaults} say is meant for clients, as in HAProxy. */
    static final Setting<Integer> MAXCONN = Setting.own();

    static final Setting<Integer> RETRIES = Setting.inherited();
    static final Setting<RetryOn> RETRY_ON = Setting.inherited();

    private static final String NONE = "none";
    private static final Set<RetryCause> ALL_RETRYABLE_ERRORS = EnumSet.of(
            RetryCause.CONN_FAILURE,
            RetryCause.EMPTY_RESPONSE,
            RetryCause.JUNK_RESPONSE,
            RetryCause.RESPONSE_TIMEOUT,
            RetryCause.STATUS_500,
            RetryCause.STATUS_502,
            RetryCause.STATUS_503,
            RetryCause.STATUS_504);
    private static final String RETRY_WORDS =
            "none, conn-failure, empty-response, junk-response, response-timeout, 0rtt-rejected, "
                    + "all-retryable-errors, or 401, 403, 404, 408, 425, 500, 501, 502, 503, 504";

    private ServerKeywords() {}

    static void addTo(KeywordTable table) {
        DirectKeywords.addTo(table);
        table.add("server", Section.BACKENDS, ServerKeywords::server);
        table.add("default-server", Section.SERVER_SIDE, ServerKeywords::defaultServer);
        table.add(
                "http-reuse",
                Section.SERVER_SIDE,
                (line, draft) -> draft.set(
                        HTTP_REUSE,
                        line.choice(Map.of(
                                "never", HttpReuse.NEVER,
                                "safe", HttpReuse.SAFE,
                                "aggressive", HttpReuse.AGGRESSIVE,
                                "always", HttpReuse.ALWAYS)),
                        line.place));
        table.add("maxconn", EnumSet.of(Section.BACKEND), GlobalKeywords.number(MAXCONN, 0, Integer.MAX_VALUE));
        table.add("fullconn", Section.SERVER_SIDE, GlobalKeywords.number(FULLCONN, 1, Integer.MAX_VALUE));
        table.add("retries", Section.SERVER_SIDE, GlobalKeywords.number(RETRIES, 0, Integer.MAX_VALUE));
        table.add("retry-on", Section.SERVER_SIDE, ServerKeywords::retryOn);
    }

    private static void server(Line line, Draft draft) {
        var name = line.word("a name");
        ProxyKeywords.checkName(line, name);
        for (var other : draft.all(SERVERS))
            if (other.name().equals(name.text()))
                throw line.fault(
                        "duplicate-name",
                        name.place(),
                        "server " + Line.quoted(name) + " was already defined at "
                                + other.place().fileAndLine(),
                        "another name");
        var endpoint = AddressReader.server(line, line.word("an address"));
        var parameters = draft.get(DEFAULT_SERVER, ServerParameters.INITIAL).read(line);
        draft.add(
                SERVERS,
                new ServerConfig(
                        name.text(),
                        parameters.id(),
                        endpoint,
                        Math.max(parameters.minConnections(), parameters.maxConnections()),
                        parameters.minConnections(),
                        parameters.maxQueue(),
                        parameters.weight(),
                        parameters.cookie(),
                        parameters.backup(),
                        parameters.disabled(),
                        parameters.nonStick(),
                        parameters.proxy().read(line),
                        parameters.pool(),
                        parameters.socket(),
                        line.place),
                line.place);
    }

    private static void defaultServer(Line line, Draft draft) {
        draft.set(
                DEFAULT_SERVER,
                draft.get(DEFAULT_SERVER, ServerParameters.INITIAL).read(line),
                line.place);
    }

    /** Each line replaces those before it, a word {@code none} stands alone. */
    private static void retryOn(Line line, Draft draft) {
        var causes = EnumSet.noneOf(RetryCause.class);
        var first = line.word(RETRY_WORDS);
        if (first.text().equals(NONE)) {
            line.end();
        } else {
            causes.addAll(retryCauses(line, first));
            while (line.words.hasNext()) causes.addAll(retryCauses(line, line.words.take()));
        }
        draft.set(RETRY_ON, new RetryOn(causes), line.place);
    }

    private static Set<RetryCause> retryCauses(Line line, Word word) {
        var cause = retryCause(word.text());
        if (cause != null) return EnumSet.of(cause);
        return switch (word.text()) {
            case "all-retryable-errors" -> ALL_RETRYABLE_ERRORS;
            case "0rtt-rejected" -> Set.of(); // no early data is ever sent that a server could reject
            case NONE ->
                throw line.fault("bad-value", word.place(), "'retry-on': 'none' stands beside other words", "it alone");
            default -> throw line.bad(word, RETRY_WORDS);
        };
    }

    private static @Nullable RetryCause retryCause(String text) {
        for (var cause : RetryCause.values()) if (cause.word().equals(text)) return cause;
        return null;
    }
}

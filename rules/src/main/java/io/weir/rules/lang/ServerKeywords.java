package io.weir.rules.lang;

import io.weir.rules.config.Balance;
import io.weir.rules.config.HttpReuse;
import io.weir.rules.config.ServerConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Servers and how one is chosen (configuration manual sections 4.2 and 5.2). Any thread. */
final class ServerKeywords {
    static final Setting<List<ServerConfig>> SERVERS = Setting.own();
    static final Setting<ServerParameters> DEFAULT_SERVER = Setting.inherited();
    static final Setting<Balance> BALANCE = Setting.inherited();
    static final Setting<HttpReuse> HTTP_REUSE = Setting.inherited();
    static final Setting<Integer> FULLCONN = Setting.inherited();
    static final Setting<Integer> RETRIES = Setting.inherited();

    private static final Map<String, Balance> ALGORITHMS = Map.of(
            "roundrobin", Balance.ROUNDROBIN,
            "static-rr", Balance.STATIC_RR,
            "leastconn", Balance.LEASTCONN);
    private static final Set<String> HAPROXY_ALGORITHMS =
            Set.of("first", "hash", "hdr", "random", "rdp-cookie", "source", "uri", "url_param");

    private ServerKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("server", Section.BACKENDS, ServerKeywords::server);
        table.add("default-server", Section.SERVER_SIDE, ServerKeywords::defaultServer);
        table.add("balance", Section.SERVER_SIDE, ServerKeywords::balance);
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
        table.add("fullconn", Section.SERVER_SIDE, GlobalKeywords.number(FULLCONN, 1, Integer.MAX_VALUE));
        table.add("retries", Section.SERVER_SIDE, GlobalKeywords.number(RETRIES, 0, Integer.MAX_VALUE));
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
                        line.place),
                line.place);
    }

    private static void defaultServer(Line line, Draft draft) {
        draft.set(
                DEFAULT_SERVER,
                draft.get(DEFAULT_SERVER, ServerParameters.INITIAL).read(line),
                line.place);
    }

    private static void balance(Line line, Draft draft) {
        var word = line.word("an algorithm");
        var algorithm = ALGORITHMS.get(word.text());
        int bracket = word.text().indexOf('(');
        var name = bracket < 0 ? word.text() : word.text().substring(0, bracket);
        if (algorithm == null && HAPROXY_ALGORITHMS.contains(name))
            throw line.fault(
                    "unsupported-value",
                    word.place(),
                    "HAProxy's 'balance " + name + "' is not supported by Weir yet",
                    "roundrobin, static-rr or leastconn");
        if (algorithm == null) throw line.bad(word, "roundrobin, static-rr or leastconn");
        draft.set(BALANCE, algorithm, line.place);
    }
}

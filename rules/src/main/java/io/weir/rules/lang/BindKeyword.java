package io.weir.rules.lang;

import io.weir.rules.config.Bind;
import io.weir.rules.config.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code bind} and its parameters (configuration manual section 5.1). Any thread. */
final class BindKeyword {
    /** A backlog of -1 is the proxy's. */
    static final Setting<List<Bind>> BINDS = Setting.own();

    private static final int MAX_MODE = 0777;
    private static final Set<String> WITHOUT_EFFECT_WITH_VALUE = Set.of("nice", "shards", "process", "thread");

    private BindKeyword() {}

    static void addTo(KeywordTable table) {
        table.add("bind", Section.FRONTENDS, BindKeyword::read);
    }

    static void read(Line line, Draft draft) {
        var endpoints = AddressReader.bind(line, line.word("addresses and ports"));
        var name = "";
        int id = 0;
        int maxConnections = 0;
        int backlog = -1;
        int mode = -1;
        boolean acceptProxy = false;
        var socket = new ListenParameters();
        while (line.words.hasNext()) {
            var parameter = line.words.take();
            switch (parameter.text()) {
                case "name" -> name = line.text("a name");
                case "id" -> id = id(line, parameter, endpoints.size());
                case "maxconn" -> maxConnections = line.number(0, Integer.MAX_VALUE);
                case "backlog" -> backlog = line.number(0, Integer.MAX_VALUE);
                case "mode" -> mode = mode(line);
                case "accept-proxy" -> acceptProxy = true;
                case "user", "group", "uid", "gid" -> throw refuseOwner(line, parameter);
                default -> {
                    if (!socket.takes(line, parameter)) ignoreOrRefuse(line, parameter);
                }
            }
        }
        for (Endpoint endpoint : endpoints)
            draft.add(
                    BINDS,
                    new Bind(
                            endpoint,
                            name,
                            id,
                            maxConnections,
                            backlog,
                            mode,
                            acceptProxy,
                            socket.socket(),
                            line.place),
                    line.place);
    }

    /** One number cannot be that of several sockets. */
    private static int id(Line line, Word parameter, int sockets) {
        if (sockets > 1)
            throw line.fault(
                    "bad-value",
                    parameter.place(),
                    "'bind': 'id' is that of one socket, and this line opens " + sockets,
                    "one address with one port");
        return line.number(1, Integer.MAX_VALUE);
    }

    private static void ignoreOrRefuse(Line line, Word parameter) {
        if (WITHOUT_EFFECT_WITH_VALUE.contains(parameter.text())) ignoreThreads(line, parameter);
        else throw unknownParameter(line, parameter);
    }

    /** Permissions of a socket's file, in octal. */
    static int mode(Line line) {
        var word = line.word("permissions in octal, such as 660");
        try {
            int mode = Integer.parseInt(word.text(), 8);
            if (mode >= 0 && mode <= MAX_MODE) return mode;
        } catch (NumberFormatException e) {
            throw line.bad(word, "permissions in octal, such as 660");
        }
        throw line.bad(word, "permissions in octal, such as 660");
    }

    static LineFault refuseOwner(Line line, Word parameter) {
        return line.fault(
                "unsupported-value",
                parameter.place(),
                "'" + line.keyword + "': '" + parameter.text()
                        + "' is not supported by Weir, which keeps the rights that it" + " is started with",
                "'mode', and a folder that belongs to that user");
    }

    static void ignoreThreads(Line line, Word parameter) {
        line.text("a value of '" + parameter.text() + "'");
        noEffect(line, parameter);
    }

    private static void noEffect(Line line, Word parameter) {
        line.warn(
                "no-effect",
                parameter.place(),
                "'" + line.keyword + "': '" + parameter.text() + "' has no effect in Weir",
                "");
    }

    static LineFault unknownParameter(Line line, Word parameter) {
        var own = new ArrayList<>(List.of("name", "id", "maxconn", "backlog", "mode", "accept-proxy", "level"));
        own.addAll(ListenParameters.NAMES);
        return UnknownWord.parameter(line, parameter, HaproxyKeywords.BIND, own);
    }
}

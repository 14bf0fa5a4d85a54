package io.weir.rules.lang;

import io.weir.rules.config.PersistRule;
import io.weir.rules.config.Persistence;
import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.config.UseServer;
import io.weir.rules.sample.Condition;
import java.util.ArrayList;
import java.util.List;

/** How requests come back to their server (configuration manual section 4.2). Any thread. */
final class PersistenceKeywords {
    static final Setting<List<ServerChoice>> USE_SERVER = Setting.own();
    private static final Setting<List<PersistRule>> EXCEPTIONS = Setting.own();
    private static final Setting<Boolean> EVEN_DOWN = Setting.inherited();
    private static final Setting<PersistenceCookie> COOKIE = Setting.inherited();
    private static final Setting<String> DYNAMIC_KEY = Setting.inherited();

    private PersistenceKeywords() {}

    static void addTo(KeywordTable table) {
        OptionKeywords.flag(table, "persist", Section.SERVER_SIDE, EVEN_DOWN);
        table.add("use-server", Section.BACKENDS, PersistenceKeywords::useServer);
        table.add("force-persist", Section.BACKENDS, (line, draft) -> exception(PersistRule.Effect.FORCE, line, draft));
        table.add(
                "ignore-persist", Section.BACKENDS, (line, draft) -> exception(PersistRule.Effect.IGNORE, line, draft));
        table.add(
                "cookie",
                Section.SERVER_SIDE,
                (line, draft) -> draft.set(COOKIE, new CookieReader(line).read(), line.place));
        table.add(
                "dynamic-cookie-key",
                Section.SERVER_SIDE,
                (line, draft) -> draft.set(DYNAMIC_KEY, line.text("a secret key"), line.place));
    }

    static Persistence of(Draft draft) {
        boolean evenDown = draft.get(EVEN_DOWN, false);
        var cookie = draft.get(COOKIE);
        var choices = draft.all(USE_SERVER);
        var exceptions = draft.all(EXCEPTIONS);
        var stick = StickKeywords.of(draft);
        boolean plain = !evenDown && cookie == null && choices.isEmpty();
        if (plain && exceptions.isEmpty() && stick.isEmpty()) return Persistence.NONE;
        var rules = choices.stream().map(ServerChoice::rule).toList();
        var keyed = cookie == null ? null : cookie.withDynamicKey(draft.get(DYNAMIC_KEY, ""));
        return new Persistence(evenDown, rules, exceptions, keyed, stick);
    }

    /** As in HAProxy, which does not say so: without a key servers get no cookies. */
    static void check(Draft draft, Problems problems) {
        var cookie = draft.get(COOKIE);
        if (cookie != null && cookie.has(PersistenceCookie.Option.DYNAMIC) && draft.get(DYNAMIC_KEY) == null)
            problems.warning(
                    "no-effect",
                    draft.placeOf(COOKIE),
                    "'cookie': 'dynamic' has no effect without a key",
                    "'dynamic-cookie-key'");
    }

    /** What a backend says about cookies, by names for its reader. */
    static List<String> cookies(Draft draft) {
        var found = new ArrayList<String>();
        if (draft.get(COOKIE) != null) found.add("cookie");
        for (var server : draft.all(ServerKeywords.SERVERS))
            if (server.cookie() != null) found.add("cookie of server '" + server.name() + "'");
        return found;
    }

    private static void useServer(Line line, Draft draft) {
        var name = line.word("a server's name");
        var server = new LogFormatReader(draft.acls).read(name, line.problems, Usable.REQUEST);
        var rule = new UseServer(server, condition(line, draft), line.place);
        draft.add(USE_SERVER, new ServerChoice(name, rule), line.place);
    }

    private static void exception(PersistRule.Effect effect, Line line, Draft draft) {
        draft.add(EXCEPTIONS, new PersistRule(effect, condition(line, draft), line.place), line.place);
    }

    private static Condition condition(Line line, Draft draft) {
        if (!line.words.hasNext())
            throw line.fault(
                    "missing-argument",
                    line.words.place(),
                    "'" + line.keyword + "' lacks a condition",
                    "'if' or 'unless'");
        var condition = new ConditionReader(line.problems).tail(line.words, draft.acls, Usable.REQUEST);
        line.rest();
        return condition;
    }
}

package io.weir.rules.lang;

import io.weir.rules.config.KeepAlive;
import java.util.List;
import java.util.Set;

/**
 * TCP keep-alive of one side: {@code option clitcpka} or {@code option srvtcpka} with their numbers, and what
 * {@code option tcpka} does to it (configuration manual section 4.2). Any thread.
 */
final class KeepAliveKeywords {
    static final KeepAliveKeywords CLIENT = new KeepAliveKeywords("cli", Section.CLIENT_SIDE);
    static final KeepAliveKeywords SERVER = new KeepAliveKeywords("srv", Section.SERVER_SIDE);

    /** The kernel's limits of TCP_KEEPCNT, TCP_KEEPIDLE and TCP_KEEPINTVL. */
    private static final int MAX_PROBES = 127;

    private static final int MAX_SECONDS = 32767;
    private static final String SECONDS =
            "a time of up to " + MAX_SECONDS + " s: a number with ms, s (default), m, h or d";

    private final String prefix;
    private final Set<Section> sections;
    private final Setting<Boolean> on = Setting.inherited();
    private final Setting<Integer> count = Setting.inherited();
    private final Setting<Integer> idle = Setting.inherited();
    private final Setting<Integer> interval = Setting.inherited();

    private KeepAliveKeywords(String prefix, Set<Section> sections) {
        this.prefix = prefix;
        this.sections = sections;
    }

    static void addTo(KeywordTable table) {
        CLIENT.add(table);
        SERVER.add(table);
        table.add("option tcpka", Section.PROXIES, (line, draft) -> {
            for (var side : List.of(CLIENT, SERVER))
                if (side.sections.contains(draft.section)) draft.set(side.on, true, line.place);
        });
    }

    KeepAlive of(Draft draft) {
        if (!draft.get(on, false)) return KeepAlive.OFF;
        return new KeepAlive(true, draft.get(count, 0), draft.get(idle, 0), draft.get(interval, 0));
    }

    private void add(KeywordTable table) {
        OptionKeywords.flag(table, prefix + "tcpka", sections, on);
        table.add(prefix + "tcpka-cnt", sections, GlobalKeywords.number(count, 0, MAX_PROBES));
        table.add(prefix + "tcpka-idle", sections, (line, draft) -> draft.set(idle, seconds(line), line.place));
        table.add(prefix + "tcpka-intvl", sections, (line, draft) -> draft.set(interval, seconds(line), line.place));
    }

    /** Without a unit they are seconds, as in HAProxy. */
    private static int seconds(Line line) {
        var word = line.word(SECONDS);
        boolean plain = !word.text().isEmpty() && word.text().chars().allMatch(c -> c >= '0' && c <= '9');
        var time = TimeValue.parse(plain ? word.text() + "s" : word.text());
        if (time == null || time.toSeconds() > MAX_SECONDS) throw line.bad(word, SECONDS);
        return (int) ((time.toMillis() + 999) / 1000);
    }
}

package io.weir.rules.lang;

import io.weir.rules.config.Endpoint;
import io.weir.rules.config.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * {@code dispatch} and {@code option transparent}: a backend that sends requests to one address, or to the one that the
 * client asked for, instead of choosing a server (configuration manual section 4.2). Any thread.
 */
final class DirectKeywords {
    private static final Setting<Endpoint> DISPATCH = Setting.own();
    private static final Setting<Boolean> TRANSPARENT = Setting.inherited();

    private DirectKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("dispatch", Section.BACKENDS, DirectKeywords::dispatch);
        OptionKeywords.flag(table, "transparent", Section.SERVER_SIDE, TRANSPARENT);
        table.add("transparent", Section.SERVER_SIDE, (line, draft) -> draft.set(TRANSPARENT, true, line.place));
    }

    /** Where its requests go when nothing names a server; null: to a server by {@code balance}. */
    static @Nullable ServerConfig of(Draft draft) {
        if (BalanceKeywords.isSaid(draft)) return null;
        var address = draft.get(DISPATCH);
        if (address != null) return ServerConfig.direct(address, draft.placeOf(DISPATCH));
        if (!draft.get(TRANSPARENT, false)) return null;
        return ServerConfig.direct(new Endpoint.Mapped("", 0), draft.placeOf(TRANSPARENT));
    }

    /** A backend with {@code balance} chooses servers. */
    static void check(Problems problems, Draft proxy) {
        if (!BalanceKeywords.isSaid(proxy) || !Section.BACKENDS.contains(proxy.section)) return;
        if (proxy.get(TRANSPARENT, false))
            problems.error(
                    "contradiction",
                    proxy.placeOf(TRANSPARENT),
                    proxy.title() + " cannot have both 'option transparent' and 'balance'",
                    "one of them");
        else if (proxy.get(DISPATCH) != null)
            problems.warning(
                    "unused-dispatch",
                    proxy.placeOf(DISPATCH),
                    "'dispatch' is ignored in " + proxy.title() + ", which has 'balance'",
                    "one of them");
    }

    private static void dispatch(Line line, Draft draft) {
        draft.set(DISPATCH, AddressReader.dispatch(line, line.word("an address with its port")), line.place);
    }
}

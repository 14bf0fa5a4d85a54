package io.weir.rules.lang;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of section (configuration manual sections 3 and 4). Any thread. */
enum Section {
    GLOBAL,
    DEFAULTS,
    FRONTEND,
    BACKEND,
    LISTEN,
    HTTP_ERRORS,
    USERLIST,
    PEERS;

    static final Set<Section> PROCESS = EnumSet.of(GLOBAL);
    static final Set<Section> PROXIES = EnumSet.of(DEFAULTS, FRONTEND, BACKEND, LISTEN);
    static final Set<Section> NAMED_PROXIES = EnumSet.of(FRONTEND, BACKEND, LISTEN);
    static final Set<Section> CLIENT_SIDE = EnumSet.of(DEFAULTS, FRONTEND, LISTEN);
    static final Set<Section> SERVER_SIDE = EnumSet.of(DEFAULTS, BACKEND, LISTEN);
    static final Set<Section> FRONTENDS = EnumSet.of(FRONTEND, LISTEN);
    static final Set<Section> HTTP_ERRORS_ONLY = EnumSet.of(HTTP_ERRORS);
    static final Set<Section> USERLISTS = EnumSet.of(USERLIST);
    static final Set<Section> PEERS_ONLY = EnumSet.of(PEERS);
    static final Set<Section> BACKENDS = EnumSet.of(BACKEND, LISTEN);

    /** Its keyword. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it has only clients or only servers. */
    boolean isOneSided() {
        return this == FRONTEND || this == BACKEND;
    }

    static @Nullable Section byWord(String word) {
        for (Section section : values()) if (section.word().equals(word)) return section;
        return null;
    }
}

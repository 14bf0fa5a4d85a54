package io.weir.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A hook that a rules module may export: HAProxy's rule-set name with {@code _} for {@code -}. Any thread. */
public enum Hook {
    HTTP_REQUEST,
    USE_BACKEND,
    HTTP_RESPONSE,
    HTTP_ERROR,
    LOG;

    /** The name of the exported function. */
    public String exportName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static @Nullable Hook byExportName(String name) {
        for (Hook hook : values()) if (hook.exportName().equals(name)) return hook;
        return null;
    }
}

package io.weir.rules.lang;

/**
 * The key under which a section keeps what a keyword said; values are immutable. Compared by identity. Any thread.
 *
 * @param <T> the value's type
 */
@SuppressWarnings("UnusedTypeParameter") // it ties what is put under a key to what is taken from there
final class Setting<T> {
    private final boolean inherited;

    private Setting(boolean inherited) {
        this.inherited = inherited;
    }

    /** Sections take it over from the {@code defaults} section that holds for them. */
    static <T> Setting<T> inherited() {
        return new Setting<>(true);
    }

    /** It stays in the section in which it was written. */
    static <T> Setting<T> own() {
        return new Setting<>(false);
    }

    boolean isInherited() {
        return inherited;
    }
}

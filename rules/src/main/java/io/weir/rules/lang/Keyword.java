package io.weir.rules.lang;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One keyword of the language.
 *
 * @param name one or two words, such as {@code timeout connect}
 * @param sections where it may stand
 * @param reader takes its arguments
 * @param negated takes what follows {@code no} and the keyword; null: there is no such form
 * @param restored what {@code default} and the keyword forget; null: there is no such form
 *     <p>Any thread.
 */
record Keyword(
        String name,
        Set<Section> sections,
        Reader reader,
        @Nullable Reader negated,
        @Nullable Setting<?> restored) {
    /** Takes a line's arguments into its section. */
    @FunctionalInterface
    interface Reader {
        /** @throws LineFault when the line is wrong */
        void read(Line line, Draft draft);
    }
}

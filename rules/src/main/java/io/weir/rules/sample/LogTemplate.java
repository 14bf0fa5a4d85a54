package io.weir.rules.sample;

import io.weir.rules.Place;
import java.util.List;

/**
 * What a log format is made of, for whoever reads the lines that it wrote.
 *
 * @param place where it stands in the configuration
 * @param pieces in their order
 *     <p>Any thread; immutable.
 */
public record LogTemplate(Place place, List<Piece> pieces) {
    public LogTemplate {
        pieces = List.copyOf(pieces);
    }

    /** One piece of a log format. Any thread; immutable. */
    public sealed interface Piece {}

    /** Text that is always the same, without spaces. */
    public record Literal(String text) implements Piece {}

    /** One space or several, of which one is written, and none where nothing stands before it. */
    public record Space() implements Piece {}

    /** A variable, such as {@code %ci}. */
    public record Variable(String name, LogFlags flags) implements Piece {}

    /** A sample, such as {@code %[src]}; its text is what stands between the brackets. */
    public record Sample(String text, LogFlags flags) implements Piece {}
}

package io.weir.rules.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The converter {@code json}: text for the inside of a JSON string, by what its bytes are taken for. Any thread. */
enum JsonText {
    /** Each byte is a character. */
    ASCII(Wrong.IMPOSSIBLE, 0),
    UTF8(Wrong.NO_VALUE, Utf8.OVERLONG | Utf8.OUT_OF_RANGE | Utf8.BAD),
    UTF8S(Wrong.LEFT_OUT, Utf8.OVERLONG | Utf8.OUT_OF_RANGE | Utf8.BAD),
    UTF8P(Wrong.NO_VALUE, Utf8.OUT_OF_RANGE | Utf8.BAD),
    UTF8PS(Wrong.LEFT_OUT, Utf8.OUT_OF_RANGE | Utf8.BAD);

    private static final int LARGEST = 0xffff;
    private static final String NAMES =
            Arrays.stream(values()).map(JsonText::title).collect(Collectors.joining(", "));

    private final Wrong wrong;
    private final int faults;

    /** What becomes of text with a wrong sequence. */
    private enum Wrong {
        IMPOSSIBLE,
        NO_VALUE,
        LEFT_OUT
    }

    /** @param faults which faults of {@link Utf8} are not put up with */
    JsonText(Wrong wrong, int faults) {
        this.wrong = wrong;
        this.faults = faults;
    }

    /** The one of that name; the empty name means ASCII. */
    static JsonText named(String name) throws BadArgumentException {
        if (name.isEmpty()) return ASCII;
        for (JsonText text : values()) if (text.title().equals(name)) return text;
        throw new BadArgumentException("'" + name + "' is no way to read text", NAMES);
    }

    private String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        var utf8 = new Utf8(text);
        while (utf8.hasNext()) {
            int character = this == ASCII ? utf8.nextByte() : utf8.next();
            boolean legal = this == ASCII || (utf8.faults() & faults) == 0 && character <= LARGEST;
            if (legal) append(out, character);
            else if (wrong == Wrong.NO_VALUE) return null;
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"', '\\', '/' -> out.append('\\').append((char) c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c >= ' ' && c < 127) out.append((char) c);
                else out.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        }
    }
}

package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** As what the values of a map are read (configuration manual section 7.3.1, "map"). Any thread. */
public enum MapValue {
    /** Nothing looks at them: patterns of ACLs. */
    NONE(SampleType.STR),
    TEXT(SampleType.STR),
    /** Text in which what a regular expression found takes the place of {@code \1}. */
    TEMPLATE(SampleType.STR),
    NUMBER(SampleType.INT),
    ADDRESS(SampleType.IP);

    private final SampleType type;

    MapValue(SampleType type) {
        this.type = type;
    }

    SampleType type() {
        return type;
    }

    /**
     * The value of that entry as a sample.
     *
     * @throws PatternException when it is none
     */
    @Nullable Object of(PatternEntry entry) throws PatternException {
        String text = entry.value();
        return text == null ? null : of(text, entry.line());
    }

    @Nullable Object of(String text, int line) throws PatternException {
        return switch (this) {
            case NONE -> null;
            case TEXT, TEMPLATE -> text;
            case NUMBER -> number(text, line);
            case ADDRESS -> address(text, line);
        };
    }

    /** An empty one is 0, as in HAProxy. */
    private static Long number(String text, int line) throws PatternException {
        if (text.matches("[-+]?[0-9]*")) return Casts.leadingNumber(text);
        throw new PatternException("unable to parse '" + text + "'", "an integer", line);
    }

    private static InetAddress address(String text, int line) throws PatternException {
        InetAddress address = Addresses.parse(text);
        if (address == null) throw new PatternException("unable to parse '" + text + "'", "an address", line);
        return address;
    }
}

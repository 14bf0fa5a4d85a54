package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code map} and its variants: what a file says for a value, by the way of comparing and by what the file's values are
 * (configuration manual section 7.3.1). Any thread.
 */
final class MapConverters {
    private static final List<MatchMethod> METHODS = List.of(
            MatchMethod.STR,
            MatchMethod.BEG,
            MatchMethod.SUB,
            MatchMethod.DIR,
            MatchMethod.DOM,
            MatchMethod.END,
            MatchMethod.REG,
            MatchMethod.INT,
            MatchMethod.IP);

    private MapConverters() {}

    static void addTo(Converters.Table table) {
        add(table, "map", PatternMatch.map(MatchMethod.STR, MapValue.TEXT));
        for (MatchMethod method : METHODS) {
            String name = "map_" + method.keyword();
            add(table, name, PatternMatch.map(method, MapValue.TEXT));
            add(table, name + "_int", PatternMatch.map(method, MapValue.NUMBER));
            add(table, name + "_ip", PatternMatch.map(method, MapValue.ADDRESS));
        }
        add(table, "map_regm", PatternMatch.map(MatchMethod.REG, MapValue.TEMPLATE));
    }

    private static void add(Converters.Table table, String name, PatternMatch match) {
        Signature signature = Signature.of(1, STRING, match.value() == MapValue.NUMBER ? INTEGER : STRING);
        table.add(name, match.method().takes(), match.value().type(), signature, new Opening(match));
    }

    /** Opens the file that the first argument names. Any thread; immutable. */
    private record Opening(PatternMatch match) implements Converter.FileMaker {
        @Override
        public Converter.Step make(Arguments arguments, PatternFiles files) throws BadArgumentException {
            String file = arguments.text(0);
            if (file.isEmpty()) throw new BadArgumentException("no file is named", "a file");
            try {
                var reader = PatternReader.of(files.open(file), match);
                Object otherwise = otherwise(match, arguments);
                return match.method().takes() == SampleType.STR && match.value() != MapValue.TEMPLATE
                        ? new TextLookup(reader, otherwise)
                        : new Lookup(reader, match, otherwise);
            } catch (PatternException e) {
                throw new BadArgumentException(file + ":" + e.line() + ": " + e.problem(), e.expected());
            }
        }

        @Override
        public Converter.Step make(Arguments arguments) throws BadArgumentException {
            throw new BadArgumentException("no files can be named here", "a converter without a file");
        }
    }

    private static @Nullable Object otherwise(PatternMatch match, Arguments arguments) throws BadArgumentException {
        if (!arguments.has(1)) return null;
        if (match.value() == MapValue.NUMBER) return arguments.number(1);
        try {
            return match.value().of(arguments.text(1), 0);
        } catch (PatternException e) {
            throw new BadArgumentException("the default '" + arguments.text(1) + "' is no address", e.expected());
        }
    }

    /**
     * One converter with its arguments.
     *
     * @param otherwise for what is not in the map; null: no value
     *     <p>Any thread; immutable.
     */
    private record Lookup(
            PatternReader reader,
            PatternMatch match,
            @Nullable Object otherwise) implements Converter.Step {
        @Override
        public @Nullable Object convert(Object value, io.weir.rules.Transaction txn) {
            StoredPattern<?> found = find(reader.index(), value);
            if (found == null) return otherwise;
            Object sample = found.value();
            if (match.value() == MapValue.TEMPLATE && found.pattern() instanceof Regex regex && sample != null)
                return regex.expanded((String) value, (String) sample);
            return sample;
        }

        private static @Nullable StoredPattern<?> find(PatternIndex index, Object value) {
            return switch (index) {
                case NumberList numbers when value instanceof Long number -> numbers.find(number);
                case AddressIndex addresses -> addresses.find((InetAddress) value);
                case TextIndex texts -> {
                    byte[] bytes = ((String) value).getBytes(ISO_8859_1);
                    yield texts.find(bytes, 0, bytes.length);
                }
                default -> throw new IllegalStateException(index + " in a map");
            };
        }
    }

    /**
     * The same among texts.
     *
     * @param otherwise for what is not in the map; null: no value
     *     <p>Any thread; immutable.
     */
    private record TextLookup(
            PatternReader reader, @Nullable Object otherwise) implements TextStep {
        @Override
        public @Nullable Object convert(byte[] bytes, int start, int end) {
            StoredPattern<?> found = ((TextIndex) reader.index()).find(bytes, start, end);
            return found == null ? otherwise : found.value();
        }
    }
}

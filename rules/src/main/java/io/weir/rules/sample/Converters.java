package io.weir.rules.sample;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every converter by its name: the one table for configuration, scripts, documentation and types (configuration manual
 * section 7.3.1). Any thread; immutable once loaded.
 */
public final class Converters {
    private static final Map<String, Converter> BY_NAME = table();

    private Converters() {}

    /** The converter of that name, or null. */
    public static @Nullable Converter named(String name) {
        return BY_NAME.get(name);
    }

    /** All of them in the order of the table. */
    public static Collection<Converter> all() {
        return BY_NAME.values();
    }

    private static Map<String, Converter> table() {
        var table = new Table();
        NumberConverters.addTo(table);
        TextConverters.addTo(table);
        CodeConverters.addTo(table);
        HashConverters.addTo(table);
        CryptoConverters.addTo(table);
        TimeConverters.addTo(table);
        JsonConverters.addTo(table);
        StateConverters.addTo(table);
        MessageConverters.addTo(table);
        TableConverters.addTo(table);
        MapConverters.addTo(table);
        CaptureConverters.addTo(table);
        return Collections.unmodifiableMap(table.byName);
    }

    /** What a converter without arguments does; null: the result is "no value". */
    @FunctionalInterface
    interface Plain {
        @Nullable Object convert(Object value);
    }

    /** Takes the entries. Confined to the thread that loads the class. */
    static final class Table {
        private final Map<String, Converter> byName = new LinkedHashMap<>();

        /** A converter without arguments. */
        void add(String name, SampleType from, SampleType to, Plain plain) {
            Converter.Step step = (value, txn) -> plain.convert(value);
            add(name, from, to, Signature.NONE, arguments -> step);
        }

        void add(String name, SampleType from, SampleType to, Signature signature, Converter.Maker maker) {
            byName.put(name, new Converter(name, from, to, signature, maker));
        }
    }
}

package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Effects.Side;

/** {@code capture-req} and {@code capture-res}: keep a value and pass it on. Any thread. */
final class CaptureConverters {
    private CaptureConverters() {}

    static void addTo(Converters.Table table) {
        add(table, "capture-req", Side.REQUEST);
        add(table, "capture-res", Side.RESPONSE);
    }

    private static void add(Converters.Table table, String name, Side side) {
        table.add(name, STR, STR, Signature.required(INTEGER), a -> keep(side, a));
    }

    private static Converter.Step keep(Side side, Arguments arguments) throws BadArgumentException {
        int id = CaptureFetches.id(arguments);
        return (value, txn) -> {
            if (!txn.captures().has(side, id)) return null;
            txn.captures().put(side, id, (String) value);
            return value;
        };
    }
}

package io.weir.scripting;

import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import io.weir.rules.sample.Arguments;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Converter;
import io.weir.rules.sample.Converters;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.Fetch;
import io.weir.rules.sample.Fetches;
import io.weir.rules.sample.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.graalvm.polyglot.HostAccess.Export;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's sample fetches and converters for {@code txn.f} and {@code txn.c}: the very ones that rule lines use. What
 * was made for some arguments is kept. Public only because the script host calls nothing else. Loop-confined.
 */
public final class JsSamples {
    /** Stands between arguments. No text can hold it: it is no character. */
    private static final char SEPARATOR = '\uffff';

    private static final String METHODS = "str, beg, sub, dir, dom, end, reg, regm, int or ip";

    /** Expressions kept at once; when there are more, all are made anew. */
    private static final int MAX_KEPT = 4096;

    private final JsTxn txn;
    private final UnknownInputs unknown;
    private final ScriptErrors errors;
    private final ScriptMaps maps;
    private final List<Expression> opened = new ArrayList<>();
    private final List<Fetch> fetches = List.copyOf(Fetches.all());
    private final List<Converter> converters = List.copyOf(Converters.all());
    private final Map<Key, Expression> kept = new HashMap<>();
    private final Held held = new Held();

    private record Key(Object sample, int count, String arguments) {}

    /** The value that a converter is asked for. */
    private static final class Held implements Expression {
        private @Nullable Object value;

        @Override
        public @Nullable Object evaluate(Transaction about) {
            return value;
        }
    }

    JsSamples(JsTxn txn, UnknownInputs unknown, ScriptErrors errors, ScriptMaps maps) {
        this.txn = txn;
        this.unknown = unknown;
        this.errors = errors;
        this.maps = maps;
    }

    /** By their index, as JavaScript names, joined by commas. */
    @Export
    public String fetchNames() {
        var names = new StringJoiner(",");
        for (Fetch fetch : fetches) names.add(scriptName(fetch.name()));
        return names.toString();
    }

    /** By their index, as JavaScript names, joined by commas. */
    @Export
    public String converterNames() {
        var names = new StringJoiner(",");
        for (Converter converter : converters) names.add(scriptName(converter.name()));
        return names.toString();
    }

    private static String scriptName(String name) {
        return name.replace('.', '_').replace('-', '_').replace('+', '_');
    }

    /**
     * The value of a fetch, or null.
     *
     * @param arguments so many, joined
     */
    @Export
    public @Nullable Object fetch(int index, int count, String arguments) {
        Transaction about = txn.live();
        Fetch fetch = fetches.get(index);
        var key = new Key(fetch, count, arguments);
        Expression known = kept.get(key);
        if (known == null) known = keep(key, make(fetch, key));
        return value(known, about);
    }

    /**
     * What a converter makes of a value, or null.
     *
     * @param arguments so many, joined
     */
    @Export
    public @Nullable Object convert(int index, Object value, int count, String arguments) {
        Transaction about = txn.live();
        Converter converter = converters.get(index);
        var key = new Key(converter, count, arguments);
        Expression known = kept.get(key);
        if (known == null) known = keep(key, make(converter, key));
        held.value = value instanceof Number number ? (Object) number.longValue() : value;
        return value(known, about);
    }

    /** Opens a map for {@link #lookUp}; gives its number. */
    @Export
    public int openMap(String file, String method) {
        Converter converter = Converters.named("map_" + method);
        if (converter == null || method.indexOf('_') >= 0)
            throw errors.of("core.map: '" + method + "' is no way to look up (expected " + METHODS + ")");
        opened.add(make(converter, new Key(converter, 1, file)));
        return opened.size() - 1;
    }

    /** What an opened map says for a value, or null. */
    @Export
    public @Nullable Object lookUp(int map, Object value) {
        Transaction about = txn.live();
        held.value = value instanceof Number number ? (Object) number.longValue() : value;
        return value(opened.get(map), about);
    }

    private Expression make(Fetch fetch, Key key) {
        try {
            return fetch.with(arguments(fetch.signature(), key));
        } catch (BadArgumentException e) {
            throw bad(fetch.name(), e);
        }
    }

    private Expression make(Converter converter, Key key) {
        try {
            return converter.behind(held, arguments(converter.signature(), key), maps);
        } catch (BadArgumentException e) {
            throw bad(converter.name(), e);
        }
    }

    private Expression keep(Key key, Expression made) {
        if (kept.size() >= MAX_KEPT) kept.clear();
        kept.put(key, made);
        return made;
    }

    private @Nullable Object value(Expression expression, Transaction about) {
        Object value;
        try {
            value = expression.evaluate(about);
        } catch (UnknownInputException e) {
            throw errors.of(unknown.met(e));
        }
        if (value == null || value instanceof String || value instanceof Boolean) return value;
        return value instanceof Long number ? (Object) number.doubleValue() : Casts.text(value);
    }

    private RuntimeException bad(String name, BadArgumentException e) {
        var expected = e.expected().isEmpty() ? "" : " (expected " + e.expected() + ")";
        return errors.of(name + ": " + e.problem() + expected);
    }

    private static Arguments arguments(Signature signature, Key key) throws BadArgumentException {
        if (key.count() == 0) return signature.read(List.of(), "");
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int end; (end = key.arguments().indexOf(SEPARATOR, start)) >= 0; start = end + 1)
            texts.add(key.arguments().substring(start, end));
        texts.add(key.arguments().substring(start));
        return signature.read(texts, "");
    }
}

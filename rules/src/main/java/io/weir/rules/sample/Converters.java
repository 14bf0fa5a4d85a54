package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.MASK4;
import static io.weir.rules.sample.ArgumentType.MASK6;
import static io.weir.rules.sample.ArgumentType.OPERAND;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.ArgumentType.VARIABLE;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.STR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
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
        Map<String, Converter> table = new LinkedHashMap<>();
        addNumbers(table);
        addTexts(table);
        addPieces(table);
        addCodes(table);
        add(table, "ipmask", IP, IP, Signature.of(1, MASK4, MASK6), Converters::ipMask);
        MapConverters.addTo(table);
        return Collections.unmodifiableMap(table);
    }

    private static void addNumbers(Map<String, Converter> table) {
        for (Arithmetic operation : Arithmetic.values())
            add(
                    table,
                    operation.name().toLowerCase(Locale.ROOT),
                    INT,
                    INT,
                    Signature.required(OPERAND),
                    a -> operation.with(a.operand(0)));
        add(table, "neg", INT, INT, value -> -(Long) value);
        add(table, "cpl", INT, INT, value -> ~(Long) value);
        add(table, "not", INT, BOOL, value -> (Long) value == 0);
        add(table, "bool", INT, BOOL, value -> (Long) value != 0);
        add(table, "even", INT, BOOL, value -> ((Long) value & 1) == 0);
        add(table, "odd", INT, BOOL, value -> ((Long) value & 1) == 1);
    }

    private static void addTexts(Map<String, Converter> table) {
        add(table, "lower", STR, STR, value -> Texts.lower((String) value));
        add(table, "upper", STR, STR, value -> Texts.upper((String) value));
        add(table, "length", STR, INT, value -> (long) ((String) value).length());
        add(table, "regsub", STR, STR, Signature.of(2, STRING, STRING, STRING), Converters::regsub);
        add(table, "concat", STR, STR, Signature.optional(STRING, STRING, STRING), Converters::concat);
        add(table, "strcmp", STR, INT, Signature.required(VARIABLE), a -> strcmp(a.variable(0)));
        add(table, "iif", BOOL, STR, Signature.required(STRING, STRING), a -> iif(a.text(0), a.text(1)));
    }

    private static void addPieces(Map<String, Converter> table) {
        Signature pieces = Signature.of(2, INTEGER, STRING, INTEGER);
        add(table, "field", STR, STR, pieces, a -> {
            Pieces wanted = Pieces.of(a);
            return (value, txn) -> wanted.field((String) value);
        });
        add(table, "word", STR, STR, pieces, a -> {
            Pieces wanted = Pieces.of(a);
            return (value, txn) -> wanted.word((String) value);
        });
        add(table, "bytes", BIN, BIN, Signature.of(1, INTEGER, INTEGER), Converters::bytes);
    }

    private static void addCodes(Map<String, Converter> table) {
        add(table, "hex", BIN, STR, value -> Texts.hex((String) value));
        add(table, "base64", BIN, STR, value -> Texts.base64((String) value));
        add(table, "b64dec", STR, BIN, value -> Texts.ofBase64((String) value));
        add(table, "ub64enc", BIN, STR, value -> Texts.base64Url((String) value));
        add(table, "ub64dec", STR, BIN, value -> Texts.ofBase64Url((String) value));
        add(table, "url_dec", STR, STR, Signature.optional(INTEGER), a -> {
            Texts.Plus plus = a.number(0, 0) == 0 ? Texts.Plus.IS_PLUS : Texts.Plus.IS_SPACE;
            return (value, txn) -> Texts.urlDecoded((String) value, plus);
        });
        add(table, "url_enc", STR, STR, Signature.optional(STRING), Converters::urlEnc);
        add(table, "crc32", BIN, INT, value -> crc32((String) value));
    }

    /** What a converter without arguments does. */
    @FunctionalInterface
    private interface Plain {
        @Nullable Object convert(Object value);
    }

    private static void add(Map<String, Converter> table, String name, SampleType from, SampleType to, Plain plain) {
        Converter.Step step = (value, txn) -> plain.convert(value);
        add(table, name, from, to, Signature.NONE, arguments -> step);
    }

    private static void add(
            Map<String, Converter> table,
            String name,
            SampleType from,
            SampleType to,
            Signature signature,
            Converter.Maker maker) {
        table.put(name, new Converter(name, from, to, signature, maker));
    }

    private static Converter.Step regsub(Arguments arguments) throws BadArgumentException {
        String flags = arguments.text(2, "");
        String unknown = flags.replace("g", "").replace("i", "");
        if (!unknown.isEmpty()) throw new BadArgumentException("flag '" + unknown + "'", "g or i");
        Case letters = flags.contains("i") ? Case.IGNORED : Case.KEPT;
        Regex regex = Regex.compile(arguments.text(0), letters);
        String substitute = arguments.text(1);
        return flags.contains("g")
                ? (value, txn) -> regex.replacedAll((String) value, substitute)
                : (value, txn) -> regex.replacedFirst((String) value, substitute);
    }

    private static Converter.Step concat(Arguments arguments) throws BadArgumentException {
        String start = arguments.text(0, "");
        String name = arguments.text(1, "");
        Variable variable = name.isEmpty() ? null : Variable.of(name);
        String end = arguments.text(2, "");
        return (value, txn) -> value + start + (variable == null ? "" : textOf(variable, txn)) + end;
    }

    private static String textOf(Variable variable, Transaction txn) {
        Object value = variable.value(txn);
        return value == null ? "" : Casts.text(value);
    }

    private static Converter.Step strcmp(Variable variable) {
        return (value, txn) -> {
            Object other = variable.value(txn);
            return other == null ? null : (Long) (long) Integer.signum(((String) value).compareTo(Casts.text(other)));
        };
    }

    private static Converter.Step iif(String whenTrue, String whenFalse) {
        return (value, txn) -> (Boolean) value ? whenTrue : whenFalse;
    }

    private static Converter.Step bytes(Arguments arguments) throws BadArgumentException {
        long offset = arguments.number(0);
        long length = arguments.number(1, Integer.MAX_VALUE);
        if (offset < 0) throw new BadArgumentException("offset " + offset, "0 or more");
        if (length < 0) throw new BadArgumentException("length " + length, "0 or more");
        return (value, txn) -> {
            String text = (String) value;
            int from = (int) Math.min(offset, text.length());
            return text.substring(from, (int) Math.min(from + length, text.length()));
        };
    }

    private static Converter.Step urlEnc(Arguments arguments) throws BadArgumentException {
        String form = arguments.text(0, "query");
        if (!form.equals("query")) throw new BadArgumentException("encoding '" + form + "'", "query");
        return (value, txn) -> Texts.urlEncoded((String) value);
    }

    private static long crc32(String bytes) {
        var crc = new CRC32();
        crc.update(bytes.getBytes(ISO_8859_1));
        return crc.getValue();
    }

    private static Converter.Step ipMask(Arguments arguments) {
        byte[] mask4 = arguments.mask(0);
        byte @Nullable [] mask6 = arguments.has(1) ? arguments.mask(1) : null;
        return (value, txn) -> {
            InetAddress address = (InetAddress) value;
            byte[] mask = address instanceof Inet4Address ? mask4 : mask6;
            return mask == null ? null : Addresses.masked(address, mask);
        };
    }
}

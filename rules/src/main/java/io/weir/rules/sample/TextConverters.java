package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.ArgumentType.VARIABLE;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** Text: its case, its pieces, what is put behind it and what is cut off (configuration manual section 7.3.1). Any thread. */
final class TextConverters {
    private TextConverters() {}

    static void addTo(Converters.Table table) {
        table.add("lower", STR, STR, value -> Texts.lower((String) value));
        table.add("upper", STR, STR, value -> Texts.upper((String) value));
        table.add("length", STR, INT, value -> (long) ((String) value).length());
        table.add("regsub", STR, STR, Signature.of(2, STRING, STRING, STRING), TextConverters::regsub);
        table.add("concat", STR, STR, Signature.of(1, STRING, STRING, STRING), TextConverters::concat);
        table.add("add_item", STR, STR, Signature.of(2, STRING, STRING, STRING), TextConverters::addItem);
        table.add("strcmp", STR, INT, Signature.required(VARIABLE), a -> strcmp(a.variable(0)));
        table.add("language", STR, STR, Signature.of(1, STRING, STRING), AcceptedLanguage::step);
        addPieces(table);
        addEnds(table);
    }

    private static void addPieces(Converters.Table table) {
        Signature pieces = Signature.of(2, INTEGER, STRING, INTEGER);
        table.add("field", STR, STR, pieces, a -> {
            Pieces wanted = Pieces.of(a);
            return (value, txn) -> wanted.field((String) value);
        });
        table.add("word", STR, STR, pieces, a -> {
            Pieces wanted = Pieces.of(a);
            return (value, txn) -> wanted.word((String) value);
        });
        table.add("bytes", BIN, BIN, Signature.of(1, INTEGER, INTEGER), TextConverters::bytes);
    }

    private static void addEnds(Converters.Table table) {
        table.add("cut_crlf", STR, STR, value -> firstLine((String) value));
        table.add("host_only", STR, STR, value -> host((String) value));
        table.add("port_only", STR, INT, value -> port((String) value));
        table.add("ltrim", STR, STR, Signature.required(STRING), a -> {
            String unwanted = a.text(0);
            return (value, txn) -> ltrim((String) value, unwanted);
        });
        table.add("rtrim", STR, STR, Signature.required(STRING), a -> {
            String unwanted = a.text(0);
            return (value, txn) -> rtrim((String) value, unwanted);
        });
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
        Variable variable = variable(arguments.text(1, ""));
        String end = arguments.text(2, "");
        return (value, txn) -> value + start + textOf(variable, txn) + end;
    }

    /** The delimiter stands only between two texts of which neither is empty. */
    private static Converter.Step addItem(Arguments arguments) throws BadArgumentException {
        String delimiter = arguments.text(0);
        Variable variable = variable(arguments.text(1));
        String end = arguments.text(2, "");
        if (variable == null && end.isEmpty())
            throw new BadArgumentException("neither a variable nor a suffix", "a variable, a suffix or both");
        return (value, txn) -> {
            String item = textOf(variable, txn) + end;
            String text = (String) value;
            return text.isEmpty() || item.isEmpty() ? text + item : text + delimiter + item;
        };
    }

    private static @Nullable Variable variable(String name) throws BadArgumentException {
        return name.isEmpty() ? null : Variable.of(name);
    }

    private static String textOf(@Nullable Variable variable, Transaction txn) {
        Object value = variable == null ? null : variable.value(txn);
        return value == null ? "" : Casts.text(value);
    }

    private static Converter.Step strcmp(Variable variable) {
        return (value, txn) -> {
            Object other = variable.value(txn);
            return other == null ? null : (Object) compared((String) value, Casts.text(other));
        };
    }

    /** The difference of the first bytes that differ; otherwise the shorter text is the lesser one. */
    private static long compared(String text, String other) {
        int common = Math.min(text.length(), other.length());
        for (int i = 0; i < common; i++) {
            int difference = text.charAt(i) - other.charAt(i);
            if (difference != 0) return difference;
            if (text.charAt(i) == 0) break; // HAProxy's comparison ends at a zero byte
        }
        return Integer.signum(text.length() - other.length());
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

    private static String firstLine(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) == '\r' || text.charAt(i) == '\n') return text.substring(0, i);
        return text;
    }

    /** Where the port's colon is, or -1; a colon before a closing bracket belongs to an IPv6 address. */
    private static int portColon(String host) {
        for (int i = host.length() - 1; i >= 0; i--) {
            if (host.charAt(i) == ':') return i;
            if (host.charAt(i) == ']') return -1;
        }
        return -1;
    }

    private static String host(String text) {
        int colon = portColon(text);
        return Texts.lower(colon < 0 ? text : text.substring(0, colon));
    }

    /** The digits behind the port's colon; 0 without any, and it wraps around as HAProxy's 32 bits do. */
    private static long port(String text) {
        int colon = portColon(text);
        int port = 0;
        for (int i = colon < 0 ? text.length() : colon + 1; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) break;
            port = port * 10 + digit;
        }
        return port & 0xffffffffL;
    }

    private static String ltrim(String text, String unwanted) {
        int start = 0;
        while (start < text.length() && unwanted.indexOf(text.charAt(start)) >= 0) start++;
        return text.substring(start);
    }

    private static String rtrim(String text, String unwanted) {
        int end = text.length();
        while (end > 0 && unwanted.indexOf(text.charAt(end - 1)) >= 0) end--;
        return text.substring(0, end);
    }
}

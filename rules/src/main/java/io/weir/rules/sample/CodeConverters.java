package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import org.jspecify.annotations.Nullable;

/** Other ways to write bytes: hexadecimal, decimal, base64, percent signs (configuration manual section 7.3.1). Any thread. */
final class CodeConverters {
    private static final int BYTES_IN_LONG = 8;

    private CodeConverters() {}

    static void addTo(Converters.Table table) {
        table.add("hex", BIN, STR, value -> Texts.hex((String) value));
        table.add("hex2i", STR, INT, value -> ofHex((String) value));
        Signature chunks = Signature.of(1, STRING, INTEGER, INTEGER);
        table.add("be2dec", BIN, STR, chunks, CodeConverters::decimals);
        table.add("be2hex", BIN, STR, chunks, CodeConverters::hexadecimals);
        table.add("base64", BIN, STR, value -> Texts.base64((String) value));
        table.add("b64dec", STR, BIN, value -> Texts.ofBase64((String) value));
        table.add("ub64enc", BIN, STR, value -> Texts.base64Url((String) value));
        table.add("ub64dec", STR, BIN, value -> Texts.ofBase64Url((String) value));
        table.add("url_dec", STR, STR, Signature.optional(INTEGER), a -> {
            Texts.Plus plus = a.number(0, 0) == 0 ? Texts.Plus.IS_PLUS : Texts.Plus.IS_SPACE;
            return (value, txn) -> Texts.urlDecoded((String) value, plus);
        });
        table.add("url_enc", STR, STR, Signature.required(STRING), CodeConverters::urlEnc);
    }

    private static Converter.Step urlEnc(Arguments arguments) throws BadArgumentException {
        String form = arguments.text(0);
        if (!form.isEmpty() && !form.equals("query"))
            throw new BadArgumentException("encoding '" + form + "'", "query");
        return (value, txn) -> Texts.urlEncoded((String) value);
    }

    /** What hexadecimal digits say; of more than sixteen the last sixteen count. */
    private static @Nullable Object ofHex(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Texts.hexDigit(digits.charAt(i));
            if (digit < 0) return null;
            number = number << 4 | digit;
        }
        return number;
    }

    private static Converter.Step decimals(Arguments arguments) throws BadArgumentException {
        long size = arguments.number(1, 0);
        if (size < 1 || size > BYTES_IN_LONG) throw new BadArgumentException("chunk size " + size, "1 to 8");
        Chunks chunks = chunks(arguments, size);
        return (value, txn) -> chunks.decimals((String) value);
    }

    private static Converter.Step hexadecimals(Arguments arguments) throws BadArgumentException {
        long size = arguments.number(1, 0);
        Chunks chunks = chunks(arguments, size);
        if (!chunks.separator().isEmpty() || chunks.rest() == Rest.DROPPED) {
            if (size < 1 || size > Integer.MAX_VALUE) throw new BadArgumentException("chunk size " + size, "1 or more");
            return (value, txn) -> chunks.hexadecimals((String) value);
        }
        return (value, txn) -> Texts.hex((String) value);
    }

    private static Chunks chunks(Arguments arguments, long size) throws BadArgumentException {
        long truncate = arguments.number(2, 0);
        if (truncate != 0 && truncate != 1) throw new BadArgumentException("truncation " + truncate, "0 or 1");
        return new Chunks(arguments.text(0), (int) size, truncate == 1 ? Rest.DROPPED : Rest.KEPT);
    }

    /** What becomes of the last bytes when they fill no chunk. */
    private enum Rest {
        KEPT,
        DROPPED
    }

    /** Bytes written in chunks of so many bytes each. Any thread; immutable. */
    private record Chunks(String separator, int size, Rest rest) {
        String decimals(String bytes) {
            var out = new StringBuilder();
            for (int start = 0, stop = stop(bytes); start < stop; start += size) {
                if (start > 0) out.append(separator);
                long number = 0;
                for (int i = start; i < Math.min(start + size, bytes.length()); i++)
                    number = number << 8 | bytes.charAt(i);
                out.append(Long.toUnsignedString(number));
            }
            return out.toString();
        }

        String hexadecimals(String bytes) {
            String digits = Texts.hex(bytes);
            var out = new StringBuilder();
            for (long start = 0, stop = stop(bytes); start < stop; start += size) {
                if (start > 0) out.append(separator);
                out.append(digits, (int) start * 2, (int) Math.min((start + size) * 2, digits.length()));
            }
            return out.toString();
        }

        private int stop(String bytes) {
            return rest == Rest.KEPT ? bytes.length() : bytes.length() - size + 1;
        }
    }
}

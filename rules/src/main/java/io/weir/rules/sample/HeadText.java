package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import java.io.ByteArrayOutputStream;

/**
 * All headers of a message at once: as text with the empty line behind them ({@code req.hdrs}), or each name and value
 * behind its length ({@code req.hdrs_bin}). Names are in small letters, as HAProxy keeps them. Any thread.
 */
final class HeadText {
    private HeadText() {}

    static void addTo(Fetches.Table table) {
        for (Side side : Side.values()) {
            String prefix = side == Side.REQUEST ? "req." : "res.";
            Needs needs = side == Side.REQUEST ? Needs.REQUEST : Needs.RESPONSE;
            table.add(prefix + "hdrs", SampleType.BIN, needs, txn -> text(HeaderFetch.headers(side, txn)));
            table.add(prefix + "hdrs_bin", SampleType.BIN, needs, txn -> binary(side, txn));
        }
    }

    private static String text(Headers headers) {
        var text = new StringBuilder();
        for (int i = 0; i < headers.size(); i++)
            text.append(Texts.lower(headers.name(i)))
                    .append(": ")
                    .append(headers.value(i))
                    .append("\r\n");
        return text.append("\r\n").toString();
    }

    private static String binary(Side side, Transaction txn) {
        Headers headers = HeaderFetch.headers(side, txn);
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < headers.size(); i++) {
            put(bytes, Texts.lower(headers.name(i)));
            put(bytes, headers.value(i));
        }
        put(bytes, "");
        put(bytes, "");
        return bytes.toString(ISO_8859_1);
    }

    private static void put(ByteArrayOutputStream bytes, String text) {
        putLength(bytes, text.length());
        bytes.writeBytes(text.getBytes(ISO_8859_1));
    }

    /** The variable-length integers of SPOE: four bits in the first byte that is full, seven in each one after it. */
    private static void putLength(ByteArrayOutputStream bytes, int length) {
        if (length < 240) {
            bytes.write(length);
            return;
        }
        bytes.write(length | 240);
        int rest = length - 240 >> 4;
        for (; rest >= 128; rest = rest - 128 >> 7) bytes.write(rest | 128);
        bytes.write(rest);
    }
}

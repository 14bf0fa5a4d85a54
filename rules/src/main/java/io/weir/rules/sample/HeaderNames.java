package io.weir.rules.sample;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import java.util.Locale;

/**
 * The names of all headers in small letters ({@code req.hdr_names}). Any thread; immutable.
 *
 * @param delimiter between two of them
 */
record HeaderNames(Side side, char delimiter) implements Expression {
    static Fetch.Maker maker(Side side) {
        return arguments -> {
            String delimiter = arguments.text(0, ",");
            return new HeaderNames(side, delimiter.isEmpty() ? ',' : delimiter.charAt(0));
        };
    }

    @Override
    public Object evaluate(Transaction txn) {
        Headers headers = HeaderFetch.headers(side, txn);
        var names = new StringBuilder();
        for (int i = 0; i < headers.size(); i++) {
            if (i > 0) names.append(delimiter);
            names.append(headers.name(i).toLowerCase(Locale.ROOT));
        }
        return names.toString();
    }

    @Override
    public SampleType type() {
        return SampleType.STR;
    }
}

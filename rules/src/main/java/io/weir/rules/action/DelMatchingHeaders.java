package io.weir.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.TextTest;
import java.util.Locale;

/**
 * {@code del-header … -m}: no line any more whose name passes a test.
 *
 * @param names sees names in small letters
 *     <p>Any thread; immutable.
 */
public record DelMatchingHeaders(Side side, TextTest names) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Headers headers =
                side == Side.REQUEST ? txn.request().headers() : txn.response().headers();
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (i >= headers.size()) continue; // lines of the same name further down went with the last one
            byte[] name = headers.name(i).toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
            if (names.passes(name, 0, name.length)) txn.effects().delHeader(side, headers.name(i), origin);
        }
        return Verdict.CONTINUE;
    }
}

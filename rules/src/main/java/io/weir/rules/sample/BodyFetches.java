package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.INT;

import io.weir.rules.Content;
import io.weir.rules.Transaction;

/** What is there of a body (configuration manual section 7.3.6). Any thread. */
final class BodyFetches {
    private BodyFetches() {}

    static void addTo(Fetches.Table table) {
        add(table, "req.body", Needs.REQUEST, Direction.CLIENT);
        add(table, "res.body", Needs.RESPONSE, Direction.SERVER);
        table.add("req.body_param", BIN, Needs.REQUEST, Signature.optional(STRING), BodyParameter::of);
    }

    private static void add(Fetches.Table table, String name, Needs needs, Direction direction) {
        table.add(name, BIN, needs, txn -> text(body(direction, txn)));
        table.add(name + "_len", INT, needs, (NumberExpression)
                txn -> body(direction, txn).length());
        table.add(name + "_size", INT, needs, (NumberExpression)
                txn -> body(direction, txn).announcedBytes());
    }

    /** A head that was found in a stream of bytes has none. */
    static Content body(Direction direction, Transaction txn) {
        Content content = direction.content(txn);
        return content.isRaw() ? Content.NONE : content;
    }

    private static String text(Content body) {
        return body.text(0, body.length());
    }
}

package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Content;
import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** Bytes of whatever protocol (configuration manual section 7.3.5). Any thread. */
final class ContentFetches {
    /** What HAProxy's own form of a message has besides its texts: what describes the start line, and the end. */
    private static final int START_LINE_BYTES = 20;

    private static final int END_OF_HEADERS_BYTES = 1;

    private ContentFetches() {}

    static void addTo(Fetches.Table table) {
        table.add("wait_end", BOOL, Needs.NOTHING, ContentFetches::waitEnd);
        table.add("req.len", INT, Needs.REQUEST_CONTENT, (NumberExpression) txn -> length(Direction.CLIENT, txn));
        table.add("res.len", INT, Needs.RESPONSE_CONTENT, (NumberExpression) txn -> length(Direction.SERVER, txn));
        table.alias("req_len", "req.len");
        addPayload(table, "payload", Direction.CURRENT);
        addPayload(table, "req.payload", Direction.CLIENT);
        addPayload(table, "res.payload", Direction.SERVER);
        Signature name = Signature.optional(STRING);
        table.add("req.rdp_cookie", STR, Needs.REQUEST_CONTENT, name, RdpCookie::of);
        table.add("req.rdp_cookie_cnt", INT, Needs.REQUEST_CONTENT, name, RdpCookie::count);
        table.alias("rdp_cookie", "req.rdp_cookie");
        table.alias("rdp_cookie_cnt", "req.rdp_cookie_cnt");
    }

    private static void addPayload(Fetches.Table table, String name, Direction direction) {
        Signature fixed = Signature.required(INTEGER, INTEGER);
        table.add(name, BIN, direction.needs(), fixed, a -> Payload.of(direction, a));
        Signature counted = Signature.of(2, INTEGER, INTEGER, STRING);
        table.add(name + "_lv", BIN, direction.needs(), counted, a -> CountedPayload.of(direction, a));
    }

    /** True once nothing is waited for. */
    private static @Nullable Object waitEnd(Transaction txn) {
        if (!txn.isInspecting()) return true;
        txn.content().awaitMore();
        txn.responseContent().awaitMore();
        return null;
    }

    private static long length(Direction direction, Transaction txn) {
        Content content = direction.content(txn);
        content.awaitMore();
        if (content.isRaw()) return content.length();
        return (long) headBytes(direction == Direction.CLIENT ? Side.REQUEST : Side.RESPONSE, txn) + content.length();
    }

    /** HAProxy counts a head in its own form, which is no message but a number that rules have come to know. */
    private static int headBytes(Side side, Transaction txn) {
        Headers headers = HeaderFetch.headers(side, txn);
        int bytes = START_LINE_BYTES + END_OF_HEADERS_BYTES + "HTTP/1.1".length();
        if (side == Side.REQUEST) {
            RequestHead head = txn.request();
            bytes += head.methodEnd() - head.methodStart() + head.targetEnd() - head.targetStart();
        } else {
            ResponseHead head = txn.response();
            bytes += "200".length() + head.reasonEnd() - head.reasonStart();
        }
        for (int i = 0; i < headers.size(); i++)
            if (!isDropped(headers, i))
                bytes += headers.nameEnd(i) - headers.nameStart(i) + headers.valueEnd(i) - headers.valueStart(i);
        return bytes;
    }

    /** HAProxy takes the line out where it reads it. */
    private static boolean isDropped(Headers headers, int i) {
        return headers.named(i, "connection") && (headers.valueIs(i, "close") || headers.valueIs(i, "keep-alive"));
    }
}

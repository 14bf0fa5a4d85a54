package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Effects.Side;
import io.weir.rules.LogFacts;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of messages beyond their heads, and so can be had at any time (configuration manual section 7.3.6). Any
 * thread.
 */
final class CaptureFetches {
    private static final long MAX_ID = 1 << 16;

    private CaptureFetches() {}

    static void addTo(Fetches.Table table) {
        Signature id = Signature.required(INTEGER);
        table.add("capture.req.hdr", STR, Needs.NOTHING, id, a -> slot(Side.REQUEST, a));
        table.add("capture.res.hdr", STR, Needs.OUTCOME, id, a -> slot(Side.RESPONSE, a));
        table.add("capture.req.method", STR, Needs.NOTHING, txn -> whole(txn, RequestHead::receivedMethod));
        table.add("capture.req.uri", STR, Needs.NOTHING, txn -> whole(txn, CaptureFetches::pathAndQuery));
        table.add("capture.req.ver", STR, Needs.NOTHING, txn -> whole(txn, head -> "HTTP/" + head.version()));
        table.add("capture.res.ver", STR, Needs.NOTHING, CaptureFetches::responseVersion);
        table.add("unique-id", STR, Needs.NOTHING, CaptureFetches::uniqueId);
    }

    static int id(Arguments arguments) throws BadArgumentException {
        long id = arguments.number(0);
        if (id < 0 || id > MAX_ID) throw new BadArgumentException("slot " + id, "the number of a slot, from 0");
        return (int) id;
    }

    private static Expression slot(Side side, Arguments arguments) throws BadArgumentException {
        int id = id(arguments);
        return txn -> txn.captures().get(side, id);
    }

    /** Something of the request as it was received. */
    @FunctionalInterface
    private interface Part {
        @Nullable Object of(RequestHead head);
    }

    private static @Nullable Object whole(Transaction txn, Part part) {
        return isWhole(txn) ? part.of(txn.request()) : null;
    }

    private static boolean isWhole(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts == null || facts.requestWhole();
    }

    private static @Nullable Object pathAndQuery(RequestHead head) {
        String path = LogVariables.pathAndQuery(head.receivedTarget());
        return path.isEmpty() ? null : path;
    }

    /** Only of a response that a server gave. */
    private static @Nullable Object responseVersion(Transaction txn) {
        if (txn.response().status() == 0 || txn.responseFromProxy()) return null;
        return txn.response().minorVersion() == 0 ? "HTTP/1.0" : "HTTP/1.1";
    }

    private static @Nullable Object uniqueId(Transaction txn) {
        return isWhole(txn) ? txn.uniqueId() : null;
    }
}

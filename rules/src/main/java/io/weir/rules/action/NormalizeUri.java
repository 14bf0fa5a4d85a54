package io.weir.rules.action;

import io.weir.rules.Headers;
import io.weir.rules.Origin;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/**
 * {@code normalize-uri} (configuration manual section 4.2). A target without a path, as of CONNECT, stays as it is; what
 * cannot be normalized is answered with 400. Any thread; immutable.
 */
public record NormalizeUri(Normalizer normalizer) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        RequestHead head = txn.request();
        Headers bytes = head.headers();
        if (head.pathStart() == head.targetEnd()) return Verdict.CONTINUE;
        String path = head.path();
        String rest = bytes.text(head.pathEnd(), head.targetEnd());
        String after = normalizer.normalized(path, rest);
        if (after == null) return new Verdict.BadRequest(origin);
        if (!after.equals(path + rest)) {
            String before = bytes.text(head.targetStart(), head.pathStart());
            txn.effects().normalizeUri(before + after, normalizer.keyword(), origin);
        }
        return Verdict.CONTINUE;
    }
}

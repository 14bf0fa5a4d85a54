package io.weir.rules.sample;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** Whose bytes a fetch looks at. Any thread. */
enum Direction {
    CLIENT(Needs.REQUEST_CONTENT),
    SERVER(Needs.RESPONSE_CONTENT),
    /** The server's once there are such for rules. */
    CURRENT(Needs.MESSAGE);

    private final Needs needs;

    Direction(Needs needs) {
        this.needs = needs;
    }

    Needs needs() {
        return needs;
    }

    Content content(Transaction txn) {
        return switch (this) {
            case CLIENT -> txn.content();
            case SERVER -> txn.responseContent();
            case CURRENT -> txn.responseContent() == Content.NONE ? txn.content() : txn.responseContent();
        };
    }

    /** The bytes as they came; null with HTTP, where they mean nothing. */
    @Nullable Content raw(Transaction txn) {
        Content content = content(txn);
        return content.isRaw() ? content : null;
    }
}

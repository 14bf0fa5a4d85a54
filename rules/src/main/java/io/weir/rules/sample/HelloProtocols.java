package io.weir.rules.sample;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** The protocols that a ClientHello offers, the preferred one first (RFC 7301). Any thread; immutable. */
record HelloProtocols() implements Expression {
    private static final int PROTOCOLS = 16;

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        return FirstValue.of(this, txn);
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        var extensions = Hello.extensions(Direction.CLIENT.raw(txn));
        int at = extensions == null ? Hello.ABSENT : extensions.find(PROTOCOLS);
        if (extensions == null || at < 0 || extensions.length(at) < 3) return false;
        Content content = extensions.content();
        int end = at + 4 + extensions.length(at);
        for (int start = at + 7; start <= end; ) {
            int stop = start + Hello.number(content, start - 1, 1);
            if (stop > end) return false;
            if (test.passes(content.text(start, stop), txn)) return true;
            start = stop + 1;
        }
        return false;
    }
}

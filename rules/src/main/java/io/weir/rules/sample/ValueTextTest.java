package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;

/** A test of values as one of text. Loop-confined. */
record ValueTextTest(Transaction txn, ValueTest test) implements TextTest {
    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        return test.passes(new String(bytes, start, end - start, ISO_8859_1), txn);
    }
}

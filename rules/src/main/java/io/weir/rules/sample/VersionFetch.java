package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Transaction;

/** The request's HTTP version. Any thread; immutable. */
record VersionFetch() implements TextExpression {
    private static final byte[] HTTP_1_0 = "1.0".getBytes(ISO_8859_1);
    private static final byte[] HTTP_1_1 = "1.1".getBytes(ISO_8859_1);

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    @Override
    public Object evaluate(Transaction txn) {
        return txn.request().version();
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        byte[] version = txn.request().minorVersion() == 0 ? HTTP_1_0 : HTTP_1_1;
        return test.passes(version, 0, version.length);
    }
}

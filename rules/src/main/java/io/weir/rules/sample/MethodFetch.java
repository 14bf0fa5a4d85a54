package io.weir.rules.sample;

import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;

/** The request's method. Any thread; immutable. */
record MethodFetch() implements TextExpression {
    @Override
    public SampleType type() {
        return SampleType.METH;
    }

    @Override
    public Object evaluate(Transaction txn) {
        return txn.request().method();
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        RequestHead head = txn.request();
        return test.passes(head.headers().bytes(), head.methodStart(), head.methodEnd());
    }
}

package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** An expression whose values lie in the bytes of a message. Any thread; immutable. */
public interface TextExpression extends Expression {
    /** As {@link Expression#any}, without an object per value. */
    boolean anyText(Transaction txn, TextTest test);
}

package io.weir.replay;

import io.weir.rules.Content;
import io.weir.rules.Transaction;

/** What a recorded connection carried: nobody wrote it down, and rules that look at it hear so. Confined to the replaying thread. */
final class UnseenContent extends Content {
    private static final String INPUT = "content";

    private final GivenInputs inputs;

    private UnseenContent(GivenInputs inputs) {
        this.inputs = inputs;
    }

    static void of(Transaction txn, GivenInputs inputs) {
        var content = new UnseenContent(inputs);
        txn.contents(content, content);
        txn.requestFinder((_, _) -> {
            throw inputs.missing(INPUT);
        });
    }

    @Override
    public int length() {
        throw inputs.missing(INPUT);
    }

    @Override
    public byte at(int index) {
        throw inputs.missing(INPUT);
    }

    @Override
    public boolean isFinal() {
        return true;
    }
}

package io.weir.scripting;

import io.weir.rules.Origin;

/** Knows which line of a script runs, at the price that its mode allows. Loop-confined. */
interface Position extends Origin {
    /** That function's hook begins. */
    void begin(HookFunction function);

    /** Where a verdict comes from that the hook gave back. */
    Origin ofReturn();

    /** Where a verdict comes from that the hook asked for by a call such as {@code txn.deny()}. */
    Origin ofCall();
}

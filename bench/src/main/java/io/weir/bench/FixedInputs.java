package io.weir.bench;

import io.weir.rules.Counter;
import io.weir.rules.Inputs;
import io.weir.rules.Variables;
import org.jspecify.annotations.Nullable;

/** Counters that never change. Loop-confined. */
final class FixedInputs implements Inputs {
    private final Variables process = Variables.ofProcess();

    @Override
    public long counter(Counter counter, String proxy, String server) {
        return 17;
    }

    @Override
    public @Nullable Object variable(String name) {
        return process.get(name);
    }

    @Override
    public boolean variable(String name, @Nullable Object value) {
        process.put(name, value);
        return true;
    }

    @Override
    public long nowMillis() {
        return 0;
    }

    @Override
    public long random(long bound) {
        return 0;
    }
}

package io.weir.rules.lang;

import io.weir.rules.Counter;
import io.weir.rules.Inputs;
import io.weir.rules.UnknownInputException;
import io.weir.rules.config.InitialVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a line of {@code global} sees: time, chance, and the variables that lines above it set. Reading thread. */
final class StartInputs implements Inputs {
    private final Map<String, InitialVariable> variables;
    private final String line;

    /** @param line by which what it sets is remembered */
    StartInputs(Map<String, InitialVariable> before, String line) {
        this.variables = new HashMap<>(before);
        this.line = line;
    }

    /** As they are now. */
    Map<String, InitialVariable> variables() {
        return Map.copyOf(variables);
    }

    @Override
    public long counter(Counter counter, String proxy, String server) {
        throw new UnknownInputException(counter.fetchName());
    }

    @Override
    public @Nullable Object variable(String name) {
        var variable = variables.get(name);
        return variable == null ? null : variable.value();
    }

    @Override
    public boolean variable(String name, @Nullable Object value) {
        if (value == null) variables.remove(name);
        else variables.put(name, new InitialVariable(line, value));
        return true;
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }
}

package io.weir.engine.admin;

import io.weir.engine.server.Server;

/** Gives a server another weight: an absolute one, or a percentage of the one that is configured. Any thread. */
final class WeightChange {
    private static final int MAX_WEIGHT = 256;
    private static final int PERCENT = 100;
    private static final int MAX_PERCENT = MAX_WEIGHT * PERCENT;

    private WeightChange() {}

    /** Returns what is wrong with it, or nothing. */
    static String make(String text, RunningBackend backend, Server server) {
        if (text.isEmpty()) return "Require <weight> or <weight%>.\n";
        boolean relative = text.endsWith("%");
        Integer number = NumberArgument.of(relative ? text.substring(0, text.length() - 1) : text);
        if (number == null) return "Empty weight string empty or preceded by garbage\n";
        if (relative && number < 0) return "Relative weight must be positive.\n";
        int initial = server.config().weight();
        int weight = relative ? Math.min(MAX_WEIGHT, initial * Math.min(number, MAX_PERCENT) / PERCENT) : number;
        if (weight < 0 || weight > MAX_WEIGHT) return "Absolute weight can only be between 0 and 256 inclusive.\n";
        if (weight != 0 && weight != initial && !backend.config().balance().isDynamic())
            return "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n";
        server.weight(weight);
        backend.queue().weightChanged();
        return "";
    }
}

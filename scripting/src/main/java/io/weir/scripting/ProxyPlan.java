package io.weir.scripting;

import static java.util.Objects.requireNonNull;

import io.weir.rules.Hook;
import io.weir.rules.Place;
import io.weir.rules.config.RuleErrorPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which modules' hooks a proxy runs, in the order of its {@code rules} lines. Any thread; immutable. */
final class ProxyPlan {
    private final ProxyNames.Side side;
    private final String name;
    private final RuleErrorPolicy policy;
    private final Place place;
    private final Map<Hook, int[]> modules = new EnumMap<>(Hook.class);
    private final Map<Hook, FaultLog.Account> accounts = new EnumMap<>(Hook.class);

    /** @param indices of its modules among all of the version */
    ProxyPlan(
            ProxyNames.Side side,
            String name,
            RuleErrorPolicy policy,
            Place place,
            List<Integer> indices,
            List<RuleModule> all,
            FaultLog log) {
        this.side = side;
        this.name = name;
        this.policy = policy;
        this.place = place;
        String called = (side == ProxyNames.Side.FRONTEND ? "frontend " : "backend ") + name;
        for (Hook hook : Hook.values()) {
            int[] exporting = indices.stream()
                    .filter(index -> all.get(index).export(hook) != null)
                    .mapToInt(Integer::intValue)
                    .toArray();
            modules.put(hook, exporting);
            accounts.put(hook, log.account(called, hook));
        }
    }

    ProxyNames.Side side() {
        return side;
    }

    String name() {
        return name;
    }

    RuleErrorPolicy policy() {
        return policy;
    }

    /** Of its first {@code rules} line: stands in where a script's own place is not known. */
    Place place() {
        return place;
    }

    /** The modules that export that hook. */
    int[] modules(Hook hook) {
        return requireNonNull(modules.get(hook));
    }

    FaultLog.Account account(Hook hook) {
        return requireNonNull(accounts.get(hook));
    }
}

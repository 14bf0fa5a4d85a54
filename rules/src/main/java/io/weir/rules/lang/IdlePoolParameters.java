package io.weir.rules.lang;

import io.weir.rules.config.IdlePool;
import io.weir.rules.config.IdlePoolTuning;
import java.util.List;
import java.util.Map;

/**
 * What {@code server} lines and {@code global} say of idle server connections (configuration manual sections 3.2 and
 * 5.2). Any thread.
 */
final class IdlePoolParameters {
    static final List<String> NAMES = List.of("max-reuse", "pool-low-conn", "pool-max-conn", "pool-purge-delay");

    private static final Setting<Integer> HIGH_RATIO = Setting.own();
    private static final Setting<Integer> LOW_RATIO = Setting.own();
    private static final Setting<Boolean> SHARED = Setting.own();
    private static final int WHOLE = 100;

    private IdlePoolParameters() {}

    static void addTo(KeywordTable table) {
        table.add("tune.pool-high-fd-ratio", Section.PROCESS, GlobalKeywords.number(HIGH_RATIO, 0, WHOLE));
        table.add("tune.pool-low-fd-ratio", Section.PROCESS, GlobalKeywords.number(LOW_RATIO, 0, WHOLE));
        table.add(
                "tune.idle-pool.shared",
                Section.PROCESS,
                (line, global) -> global.set(SHARED, line.choice(Map.of("on", true, "off", false)), line.place));
    }

    static IdlePoolTuning tuning(Draft global) {
        return new IdlePoolTuning(
                global.get(HIGH_RATIO, IdlePoolTuning.DEFAULT_HIGH_RATIO),
                global.get(LOW_RATIO, IdlePoolTuning.DEFAULT_LOW_RATIO),
                global.get(SHARED, true));
    }

    /** That pool with what one of the {@link #NAMES}, just read, says. */
    static IdlePool read(Line line, Word parameter, IdlePool pool) {
        return switch (parameter.text()) {
            case "max-reuse" -> pool.withMaxReuse(line.number(IdlePool.UNLIMITED, Integer.MAX_VALUE));
            case "pool-low-conn" -> pool.withLowIdle(line.number(0, Integer.MAX_VALUE));
            case "pool-max-conn" -> pool.withMaxIdle(line.number(IdlePool.UNLIMITED, Integer.MAX_VALUE));
            case "pool-purge-delay" -> pool.withPurgeDelay(line.time());
            default -> throw new IllegalArgumentException(parameter.text());
        };
    }
}

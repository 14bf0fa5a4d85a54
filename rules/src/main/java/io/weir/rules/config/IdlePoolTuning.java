package io.weir.rules.config;

/**
 * What holds for the idle connections to all servers.
 *
 * @param highRatio {@code tune.pool-high-fd-ratio}: with this percentage of the file descriptors in use, no connection
 *     becomes idle any more, and each new one has an idle one closed
 * @param lowRatio {@code tune.pool-low-fd-ratio}: with this percentage in use, an event loop keeps one idle connection
 *     to each server
 * @param shared {@code tune.idle-pool.shared}: whether event loops use each other's
 */
public record IdlePoolTuning(int highRatio, int lowRatio, boolean shared) {
    public static final int DEFAULT_HIGH_RATIO = 25;
    public static final int DEFAULT_LOW_RATIO = 20;
    public static final IdlePoolTuning DEFAULT = new IdlePoolTuning(DEFAULT_HIGH_RATIO, DEFAULT_LOW_RATIO, true);

    public IdlePoolTuning {
        if (highRatio < 0 || highRatio > 100 || lowRatio < 0 || lowRatio > 100)
            throw new IllegalArgumentException("bad percentages: " + highRatio + ", " + lowRatio);
    }
}

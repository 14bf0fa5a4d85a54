package io.weir.rules.config;

import java.time.Duration;

/**
 * Which connections to a server are kept once their request is over.
 *
 * @param maxIdle {@code pool-max-conn}: idle ones at once, over all event loops; 0: none, -1: no limit
 * @param lowIdle {@code pool-low-conn}: with fewer idle ones than this, an event loop leaves those of the others alone
 * @param purgeDelay {@code pool-purge-delay}: how often half of those that nobody needed are closed; 0: none is kept
 * @param maxReuse {@code max-reuse}: further requests after a connection's first one; -1: no limit
 */
public record IdlePool(int maxIdle, int lowIdle, Duration purgeDelay, int maxReuse) {
    public static final int UNLIMITED = -1;
    public static final IdlePool DEFAULT = new IdlePool(UNLIMITED, 0, Duration.ofSeconds(5), UNLIMITED);

    public IdlePool {
        if (maxIdle < UNLIMITED || lowIdle < 0 || purgeDelay.isNegative() || maxReuse < UNLIMITED)
            throw new IllegalArgumentException(
                    "bad idle pool: " + maxIdle + ", " + lowIdle + ", " + purgeDelay + ", " + maxReuse);
    }

    /** Whether a connection that has served so many requests may be given another one. */
    public boolean allowsReuse(int requests) {
        return maxReuse == UNLIMITED || requests <= maxReuse;
    }

    public IdlePool withMaxIdle(int other) {
        return new IdlePool(other, lowIdle, purgeDelay, maxReuse);
    }

    public IdlePool withLowIdle(int other) {
        return new IdlePool(maxIdle, other, purgeDelay, maxReuse);
    }

    public IdlePool withPurgeDelay(Duration other) {
        return new IdlePool(maxIdle, lowIdle, other, maxReuse);
    }

    public IdlePool withMaxReuse(int other) {
        return new IdlePool(maxIdle, lowIdle, purgeDelay, other);
    }
}

package io.weir.rules.config;

/**
 * How a server is chosen: {@code balance} and what belongs to it.
 *
 * @param hashType {@code hash-type}, for what hashes
 * @param hashBalanceFactor how many percent of its fair share of requests a server of a consistent hash may have, more
 *     than 100; 0: there is no such limit
 * @param allBackups {@code option allbackups}: once no other server is usable all backups serve, not the first alone
 */
public record Balance(Algorithm algorithm, HashType hashType, int hashBalanceFactor, boolean allBackups) {
    /** Whether the same request leads to the same server, so that there is no point in leaving it at once. */
    public boolean isBound() {
        return algorithm instanceof BalanceKey;
    }

    /** Whether weights may change at run time: not where the order of servers is laid down in a map. */
    public boolean isDynamic() {
        boolean map = isBound() ? hashType.method() == HashType.Method.MAP_BASED : algorithm == Simple.STATIC_RR;
        return !map;
    }

    /** The word of a {@code balance} line. */
    public sealed interface Algorithm permits Simple, Random, BalanceKey {
        /** As the statistics show it. */
        String word();
    }

    /** An algorithm without arguments. */
    public enum Simple implements Algorithm {
        ROUNDROBIN("roundrobin"),
        STATIC_RR("static-rr"),
        LEASTCONN("leastconn"),
        FIRST("first");

        private final String word;

        Simple(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** @param draws of how many servers drawn by lot the one with the least to do is taken, 1 or more */
    public record Random(int draws) implements Algorithm {
        @Override
        public String word() {
            return "unknown"; // as HAProxy 2.6 calls it
        }
    }
}

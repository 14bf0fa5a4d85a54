package io.weir.rules.config;

import io.weir.rules.sample.HashFunction;

/**
 * {@code hash-type}: how a key becomes a server.
 *
 * @param avalanche whether every bit of the key is to reach every bit of its hash
 */
public record HashType(Method method, HashFunction function, boolean avalanche) {
    /** What holds where nothing is said. */
    public static final HashType DEFAULT = new HashType(Method.MAP_BASED, HashFunction.SDBM, false);

    /** Where the hash is looked up. */
    public enum Method {
        /** In a table that is laid out anew for most keys when a server comes or goes. */
        MAP_BASED,
        /** On a ring, where only the keys of that server move. */
        CONSISTENT
    }
}

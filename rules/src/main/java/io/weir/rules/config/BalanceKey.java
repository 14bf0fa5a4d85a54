package io.weir.rules.config;

import io.weir.rules.sample.Expression;

/** What is hashed to find a server: the same key leads to the same server. */
public sealed interface BalanceKey extends Balance.Algorithm {
    /** {@code source}: the client's address. */
    record Source() implements BalanceKey {
        @Override
        public String word() {
            return "source";
        }
    }

    /**
     * {@code uri}: the target of a request, or a part of it.
     *
     * @param maxBytes of it that count; 0: all
     * @param depth slashes in it that count, less one; 0: all
     * @param whole whether the query counts too
     * @param pathOnly whether scheme and authority do not count
     */
    record Uri(int maxBytes, int depth, boolean whole, boolean pathOnly) implements BalanceKey {
        @Override
        public String word() {
            return "uri";
        }
    }

    /** {@code url_param}: the value of a parameter of the query, or of the body of a POST. */
    record UrlParam(String name) implements BalanceKey {
        @Override
        public String word() {
            return "url_param";
        }
    }

    /** {@code hdr}: the first value of a header; of a host's name perhaps the part before the last dot only. */
    record Header(String name, boolean domainOnly) implements BalanceKey {
        @Override
        public String word() {
            return "hdr";
        }
    }

    /** {@code rdp-cookie}. */
    record RdpCookie(Expression cookie) implements BalanceKey {
        @Override
        public String word() {
            return "rdp-cookie";
        }
    }

    /** {@code hash}: the value of a sample expression. */
    record Sample(Expression expression) implements BalanceKey {
        @Override
        public String word() {
            return "hash";
        }
    }
}

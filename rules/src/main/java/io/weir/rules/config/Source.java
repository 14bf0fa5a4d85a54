package io.weir.rules.config;

import java.util.List;

/**
 * Where connections to a server come from ({@code source}).
 *
 * @param addresses in the order in which they are used: the next one when the ports of the first have run out
 * @param interfaceName the only network interface to be used; empty: any
 *     <p>Any thread; immutable.
 */
public record Source(List<Address> addresses, String interfaceName) {
    public Source {
        addresses = List.copyOf(addresses);
    }

    /**
     * @param host an IP address or name; empty for any address
     * @param lowPort 0: the system chooses one
     * @param highPort the last of a range; {@code lowPort} for a single port
     */
    public record Address(String host, int lowPort, int highPort) {
        public boolean isRange() {
            return lowPort != highPort;
        }

        /** As configurations write it. */
        @Override
        public String toString() {
            var name = host.isEmpty() ? "*" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            if (lowPort == 0) return name;
            return name + ":" + lowPort + (isRange() ? "-" + highPort : "");
        }
    }
}

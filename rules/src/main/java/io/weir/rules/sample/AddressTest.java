package io.weir.rules.sample;

import io.weir.rules.Transaction;
import java.net.InetAddress;

/** Passes addresses of certain networks. Any thread; immutable. */
record AddressTest(AddressRanges networks) implements ValueTest {
    @Override
    public boolean passes(Object value, Transaction txn) {
        InetAddress address = Casts.address(value);
        return address != null && networks.contain(address);
    }
}

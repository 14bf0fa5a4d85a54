package io.weir.engine.server;

import io.weir.engine.loop.Addresses;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where connections to one server come from ({@code source}): addresses, each with its ports. All go by the first one
 * until its ports have run out, then by the next. Any thread.
 */
public final class Sources {
    /** @param range null: the port is the kernel's, or the one of the address */
    public record Each(
            Source.Address configured,
            InetSocketAddress address,
            @Nullable PortRange range) {
        /** What is said of it when it has no port. */
        public String shortage() {
            return range == null ? "source " + configured : "source " + configured + ", " + range.size() + " ports";
        }
    }

    private final List<Each> all = new ArrayList<>();
    private final AtomicInteger first = new AtomicInteger();

    /** @param source null: the kernel chooses */
    Sources(@Nullable Source source) {
        if (source == null) return;
        for (var address : source.addresses())
            all.add(new Each(
                    address,
                    resolved(address),
                    address.isRange() ? new PortRange(address.lowPort(), address.highPort()) : null));
    }

    public int size() {
        return all.size();
    }

    /** Which one to begin with. */
    public int first() {
        return first.get();
    }

    /** @param index taken round, so that it may go on behind the last one */
    public Each at(int index) {
        return all.get(index % all.size());
    }

    /** That one has no port left: others begin with the next. */
    public void ranOut(int index) {
        first.compareAndSet(index % all.size(), (index + 1) % all.size());
    }

    /** The hosts that nobody knows. */
    public List<String> unknownHosts() {
        return all.stream()
                .filter(each -> each.address().isUnresolved())
                .map(each -> each.configured().host())
                .toList();
    }

    private static InetSocketAddress resolved(Source.Address address) {
        int port = address.isRange() ? 0 : address.lowPort();
        return (InetSocketAddress) Addresses.of(new Endpoint.Inet(address.host(), port));
    }

    /** That address with another port. */
    public static InetSocketAddress withPort(InetSocketAddress address, int port) {
        InetAddress ip = Objects.requireNonNull(address.getAddress());
        return new InetSocketAddress(ip, port);
    }
}

package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import io.weir.rules.pattern.PatternTree;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Networks, of which the smallest that holds an address is found; the families meet as in the configuration manual,
 * section 7.1.6. Only those whose mask is not a number of leading bits are gone through one by one. Any thread;
 * immutable.
 *
 * @param trees of IPv4 and of IPv6
 */
record AddressIndex(MapValue value, Trees trees, List<StoredPattern<Network>> others) implements PatternIndex {
    /** What stands before an IPv4 address in the last eight bytes of the one that IPv6 has for it. */
    private static final long MAPPED = 0xffffL << 32;

    /** Any thread; immutable. */
    record Trees(PatternTree<StoredPattern<Network>[]> four, PatternTree<StoredPattern<Network>[]> six) {}

    static AddressIndex empty(MapValue value) {
        return new AddressIndex(value, new Trees(PatternTree.empty(), PatternTree.empty()), List.of());
    }

    @Nullable StoredPattern<?> find(InetAddress address) {
        if (address instanceof Inet4Address four) return find4(four);
        byte[] bytes = address.getAddress();
        return find6(bytes, Addresses.word(bytes, 0), Addresses.word(bytes, 8));
    }

    private @Nullable StoredPattern<?> find4(Inet4Address address) {
        long bits = Addresses.bits(address) & 0xffffffffL;
        StoredPattern<?> found = StoredPatterns.first(trees.four.longest(bits << 32, 0, 32));
        if (found == null && !trees.six.isEmpty())
            found = StoredPatterns.first(trees.six.longest(0, MAPPED | bits, 128));
        return found == null && !others.isEmpty() ? findOther(address.getAddress()) : found;
    }

    private @Nullable StoredPattern<?> find6(byte[] bytes, long high, long low) {
        StoredPattern<?> found = StoredPatterns.first(trees.six.longest(high, low, 128));
        if (found != null) return found;
        byte[] inside = Network.inside(bytes);
        if (inside.length == 0) return null;
        long bits = Addresses.bits(inside, 0) & 0xffffffffL;
        found = StoredPatterns.first(trees.four.longest(bits << 32, 0, 32));
        return found == null ? findOther(inside) : found;
    }

    private @Nullable StoredPattern<?> findOther(byte[] bytes) {
        for (int i = 0; i < others.size(); i++) if (others.get(i).pattern().holds(bytes)) return others.get(i);
        return null;
    }

    @Override
    public PatternIndex with(List<PatternEntry> entries) throws PatternException {
        Trees grown = trees;
        List<StoredPattern<Network>> more = new ArrayList<>(others);
        for (PatternEntry entry : entries) {
            var stored = stored(entry);
            Network network = stored.pattern();
            if (network.prefix() < 0) more.add(stored);
            else
                grown = changed(
                        grown,
                        network,
                        StoredPatterns.with(tree(grown, network), network.address(), network.prefix(), stored));
        }
        return new AddressIndex(value, grown, more);
    }

    @Override
    public PatternIndex replaced(PatternEntry entry) throws PatternException {
        var stored = stored(entry);
        Network network = stored.pattern();
        if (network.prefix() >= 0)
            return with(
                    network,
                    StoredPatterns.replaced(tree(trees, network), network.address(), network.prefix(), stored));
        var changed = new ArrayList<>(others);
        changed.replaceAll(each -> each.entry().number() == entry.number() ? stored : each);
        return new AddressIndex(value, trees, changed);
    }

    @Override
    public PatternIndex without(PatternEntry entry) {
        Network network = known(entry);
        if (network.prefix() >= 0)
            return with(
                    network, StoredPatterns.without(tree(trees, network), network.address(), network.prefix(), entry));
        var left = new ArrayList<>(others);
        left.removeIf(each -> each.entry().number() == entry.number());
        return new AddressIndex(value, trees, left);
    }

    private AddressIndex with(Network network, PatternTree<StoredPattern<Network>[]> tree) {
        return new AddressIndex(value, changed(trees, network, tree), others);
    }

    private StoredPattern<Network> stored(PatternEntry entry) throws PatternException {
        return StoredPatterns.stored(entry, Network.of(entry.key(), entry.line()), value);
    }

    /** Of an entry that was taken before. */
    private static Network known(PatternEntry entry) {
        try {
            return Network.of(entry.key(), entry.line());
        } catch (PatternException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PatternTree<StoredPattern<Network>[]> tree(Trees of, Network network) {
        return network.address().length == 4 ? of.four : of.six;
    }

    private static Trees changed(Trees before, Network network, PatternTree<StoredPattern<Network>[]> tree) {
        return network.address().length == 4 ? new Trees(tree, before.six) : new Trees(before.four, tree);
    }
}

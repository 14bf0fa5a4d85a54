package io.weir.rules.sample;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Networks, any of which may hold an address; the families meet as in the configuration manual, section 7.1.6. Networks
 * of IPv4 that are masks of leading ones are kept as sorted ranges, so that long lists are quick. Any thread; immutable.
 */
final class AddressRanges {
    private final int[] lowest;
    private final int[] highest;
    private final Masked[] others;

    private AddressRanges(int[] lowest, int[] highest, Masked[] others) {
        this.lowest = lowest;
        this.highest = highest;
        this.others = others;
    }

    boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? contain4(bytes) : contain6(bytes);
    }

    private boolean contain4(byte[] bytes) {
        if (inRanges(Addresses.bits(bytes, 0))) return true;
        for (Masked network : others)
            if (network.address.length == 4 ? network.holds(bytes) : network.holds(mapped(bytes))) return true;
        return false;
    }

    private boolean contain6(byte[] bytes) {
        for (Masked network : others) if (network.address.length == 16 && network.holds(bytes)) return true;
        byte[] inside = inside(bytes);
        return inside.length == 4 && contain4(inside);
    }

    private boolean inRanges(int bits) {
        int low = 0;
        int high = lowest.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (Integer.compareUnsigned(bits, lowest[middle]) < 0) high = middle - 1;
            else if (Integer.compareUnsigned(bits, highest[middle]) > 0) low = middle + 1;
            else return true;
        }
        return false;
    }

    /** The IPv4 address as IPv6 has it: {@code ::ffff:a.b.c.d}. */
    private static byte[] mapped(byte[] bytes) {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }

    /** The IPv4 address inside {@code 2002:IPV4::} or {@code ::IPV4}; empty when there is none. */
    private static byte[] inside(byte[] bytes) {
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return java.util.Arrays.copyOfRange(bytes, 2, 6);
        for (int i = 0; i < 12; i++) if (bytes[i] != 0) return new byte[0];
        return java.util.Arrays.copyOfRange(bytes, 12, 16);
    }

    private record Masked(byte[] address, byte[] mask) {
        boolean holds(byte[] bytes) {
            for (int i = 0; i < mask.length; i++) if (((bytes[i] ^ address[i]) & mask[i]) != 0) return false;
            return true;
        }
    }

    private record Range(int lowest, int highest) {}

    /** Reads them. Confined to the reading thread. */
    static final class Builder {
        private static final String EXPECTED = "an address, or a network such as 10.0.0.0/8";
        private final List<Range> ranges = new ArrayList<>();
        private final List<Masked> others = new ArrayList<>();

        void add(String pattern) throws BadArgumentException {
            int slash = pattern.indexOf('/');
            String host = slash < 0 ? pattern : pattern.substring(0, slash);
            InetAddress address = host.indexOf(':') < 0 ? Addresses.parse4(host, 1, 4) : Addresses.parse(host);
            if (address == null) throw bad(pattern);
            // "::ffff:1.2.3.4" is the same address in both families, but a prefix counts the bits of the one written
            byte[] bytes = host.indexOf(':') >= 0 && address instanceof Inet4Address
                    ? mapped(address.getAddress())
                    : address.getAddress();
            byte[] mask = slash < 0 ? Addresses.mask(128, bytes.length) : mask(pattern, slash, bytes.length);
            add(bytes, mask);
        }

        private static byte[] mask(String pattern, int slash, int length) throws BadArgumentException {
            ArgumentType type = length == 4 ? ArgumentType.MASK4 : ArgumentType.MASK6;
            try {
                return (byte[]) type.read(pattern.substring(slash + 1), "");
            } catch (BadArgumentException e) {
                throw new BadArgumentException("'" + pattern + "' has no legal mask", type.title());
            }
        }

        private void add(byte[] address, byte[] mask) {
            int wild = address.length == 4 ? ~Addresses.bits(mask, 0) : -1;
            if (address.length == 16 || (wild & wild + 1) != 0) {
                others.add(new Masked(address, mask));
                return;
            }
            int bits = Addresses.bits(address, 0);
            ranges.add(new Range(bits & ~wild, bits | wild));
        }

        private static BadArgumentException bad(String pattern) {
            return new BadArgumentException("'" + pattern + "' is not an IP address", EXPECTED);
        }

        AddressRanges build() {
            ranges.sort(Comparator.comparingLong(range -> range.lowest & 0xffffffffL));
            List<Range> merged = new ArrayList<>();
            for (Range range : ranges) {
                Range last = merged.isEmpty() ? null : merged.getLast();
                if (last != null && Integer.compareUnsigned(range.lowest, last.highest) <= 0) {
                    int highest =
                            Integer.compareUnsigned(range.highest, last.highest) > 0 ? range.highest : last.highest;
                    merged.set(merged.size() - 1, new Range(last.lowest, highest));
                } else merged.add(range);
            }
            return new AddressRanges(
                    merged.stream().mapToInt(Range::lowest).toArray(),
                    merged.stream().mapToInt(Range::highest).toArray(),
                    others.toArray(new Masked[0]));
        }
    }
}

package io.weir.rules.sample;

import io.weir.rules.pattern.PatternException;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An address with a mask (configuration manual section 7.1.6).
 *
 * @param prefix how many bits count; -1 when those of the mask are not the first ones
 *     <p>Any thread; immutable.
 */
record Network(byte[] address, byte[] mask, int prefix) {
    private static final String EXPECTED = "an address, or a network such as 10.0.0.0/8";

    /** @param line for the problem */
    static Network of(String pattern, int line) throws PatternException {
        int slash = pattern.indexOf('/');
        String host = slash < 0 ? pattern : pattern.substring(0, slash);
        InetAddress address = host.indexOf(':') < 0 ? Addresses.parse4(host, 1, 4) : Addresses.parse(host);
        if (address == null) throw bad("'" + pattern + "' is not a valid IPv4 or IPv6 address", EXPECTED, line);
        // "::ffff:1.2.3.4" is the same address in both families, but a prefix counts the bits of the one written
        byte[] bytes = host.indexOf(':') >= 0 && address instanceof Inet4Address
                ? mapped(address.getAddress())
                : address.getAddress();
        byte[] mask = slash < 0 ? Addresses.mask(128, bytes.length) : mask(pattern, slash, bytes.length, line);
        return new Network(bytes, mask, prefix(mask));
    }

    private static byte[] mask(String pattern, int slash, int length, int line) throws PatternException {
        ArgumentType type = length == 4 ? ArgumentType.MASK4 : ArgumentType.MASK6;
        String text = pattern.substring(slash + 1);
        try {
            if (length == 4 || text.indexOf(':') < 0) return (byte[]) type.read(text, "");
        } catch (BadArgumentException e) {
            throw bad("'" + pattern + "' is not a valid IPv4 or IPv6 address", type.title(), line);
        }
        throw bad("'" + pattern + "' is not a valid IPv4 or IPv6 address", "a number of bits", line);
    }

    private static int prefix(byte[] mask) {
        int ones = 0;
        while (ones < mask.length * 8 && (mask[ones >>> 3] >>> 7 - (ones & 7) & 1) == 1) ones++;
        for (int i = ones; i < mask.length * 8; i++) if ((mask[i >>> 3] >>> 7 - (i & 7) & 1) == 1) return -1;
        return ones;
    }

    private static PatternException bad(String problem, String expected, int line) {
        return new PatternException(problem, expected, line);
    }

    boolean holds(byte[] bytes) {
        for (int i = 0; i < mask.length; i++) if (((bytes[i] ^ address[i]) & mask[i]) != 0) return false;
        return true;
    }

    /** The IPv4 address as IPv6 has it: {@code ::ffff:a.b.c.d}. */
    static byte[] mapped(byte[] bytes) {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }

    /** The IPv4 address inside {@code 2002:IPV4::} or {@code ::IPV4}; empty when there is none. */
    static byte[] inside(byte[] bytes) {
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return java.util.Arrays.copyOfRange(bytes, 2, 6);
        for (int i = 0; i < 12; i++) if (bytes[i] != 0) return new byte[0];
        return java.util.Arrays.copyOfRange(bytes, 12, 16);
    }
}

package io.weir.rules.sample;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** IP addresses and their text, without any name service. Any thread. */
public final class Addresses {
    private static final boolean HASH_IS_ADDRESS =
            ofBits(0x0102fefd).hashCode() == 0x0102fefd && ofBits(0xfe00017f).hashCode() == 0xfe00017f;

    private Addresses() {}

    /** An IPv4 address that is mapped into IPv6 is one of IPv4. */
    public static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
        }
    }

    static InetAddress ofBits(int bits) {
        return of(new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    }

    /** Its four bytes as one number, without an array for them where the JDK hashes an address to just that. */
    static int bits(Inet4Address address) {
        return HASH_IS_ADDRESS ? address.hashCode() : bits(address.getAddress(), 0);
    }

    static int bits(byte[] bytes, int from) {
        return bytes[from] << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | bytes[from + 3] & 0xff;
    }

    /** Eight bytes as one number. */
    static long word(byte[] bytes, int from) {
        return (long) bits(bytes, from) << 32 | bits(bytes, from + 4) & 0xffffffffL;
    }

    /** Four decimal numbers, or an IPv6 address (RFC 4291 section 2.2); null for anything else. */
    public static @Nullable InetAddress parse(String text) {
        if (text.indexOf(':') < 0) return parse4(text, 4, 4);
        byte[] bytes = parse6(text);
        return bytes == null ? null : of(bytes);
    }

    /** An address that text begins with, as HAProxy casts it: behind an IPv4 one anything but digits and dots may stand. */
    static @Nullable InetAddress leading(String text) {
        int end = 0;
        while (end < text.length() && (text.charAt(end) == '.' || isDigit(text.charAt(end)))) end++;
        return text.indexOf('.') == -1 || text.indexOf('.') > end ? parse(text) : parseAsFarAs(text, end);
    }

    private static @Nullable InetAddress parseAsFarAs(String text, int end) {
        InetAddress address = parse4(text.substring(0, end), 4, 4);
        return address == null ? parse(text) : address;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * An IPv4 address of so many numbers. With fewer than four the last one fills what is left, so that {@code 127.1}
     * is {@code 127.0.0.1}.
     */
    static @Nullable InetAddress parse4(String text, int fewest, int most) {
        String[] parts = text.split("\\.", -1);
        if (parts.length < fewest || parts.length > most) return null;
        long bits = 0;
        for (int i = 0; i < parts.length; i++) {
            long limit = i < parts.length - 1 ? 255 : (1L << 8 * (5 - parts.length)) - 1;
            long part = decimal(parts[i]);
            if (part < 0 || part > limit) return null;
            bits |= i < parts.length - 1 ? part << 24 - 8 * i : part;
        }
        return ofBits((int) bits);
    }

    private static long decimal(String digits) {
        if (digits.isEmpty() || digits.length() > 10) return -1;
        for (int i = 0; i < digits.length(); i++) if (!isDigit(digits.charAt(i))) return -1;
        return Long.parseLong(digits);
    }

    private static byte @Nullable [] parse6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return null;
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null) return null;
        int length = head.length + tail.length;
        if (gap < 0 ? length != 16 : length > 14) return null;
        byte[] bytes = new byte[16];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    /** The bytes of groups between colons; the last may be an IPv4 address. */
    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) return new byte[0];
        String[] groups = text.split(":", -1);
        byte[] bytes = new byte[groups.length * 2 + 2];
        int used = 0;
        for (int i = 0; i < groups.length; i++) {
            if (i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
                InetAddress embedded = parse4(groups[i], 4, 4);
                if (embedded == null) return null;
                System.arraycopy(embedded.getAddress(), 0, bytes, used, 4);
                used += 4;
                continue;
            }
            int group = hex(groups[i]);
            if (group < 0) return null;
            bytes[used++] = (byte) (group >> 8);
            bytes[used++] = (byte) group;
        }
        return used > 16 ? null : java.util.Arrays.copyOf(bytes, used);
    }

    private static int hex(String digits) {
        if (digits.isEmpty() || digits.length() > 4) return -1;
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            if (digit < 0 || digits.charAt(i) > 'f') return -1;
            value = value << 4 | digit;
        }
        return value;
    }

    /** The shortest form (RFC 5952 section 4); with the IPv4 address in {@code ::a.b.c.d} written as one. */
    public static String text(InetAddress address) {
        if (address instanceof Inet4Address) return address.getHostAddress();
        byte[] bytes = address.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        int gapAt = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && groups[i + length] == 0) length++;
            if (length > gapLength) {
                gapAt = i;
                gapLength = length;
            }
            if (length > 0) i += length - 1;
        }
        var out = new StringBuilder(40);
        if (gapAt == 0 && gapLength == 6) return "::" + ofBits(bits(bytes, 12)).getHostAddress();
        for (int i = 0; i < 8; i++) {
            if (i == gapAt) {
                out.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') out.append(':');
            out.append(Integer.toHexString(groups[i]));
        }
        return out.toString();
    }

    /** The address with all but its first {@code prefix} bits cleared. */
    static InetAddress masked(InetAddress address, byte[] mask) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) bytes[i] &= mask[i];
        return of(bytes);
    }

    /**
     * A mask of {@code prefix} ones.
     *
     * @param length 4 or 16 bytes
     */
    static byte[] mask(int prefix, int length) {
        byte[] mask = new byte[length];
        for (int i = 0; i < length; i++) {
            int ones = Math.clamp(prefix - 8L * i, 0, 8);
            mask[i] = (byte) (0xff00 >> ones);
        }
        return mask;
    }
}

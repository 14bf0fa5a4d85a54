package io.weir.rules.sample;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** How values become text in log formats, byte for byte as HAProxy writes them. Any thread. */
final class LogEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private LogEncoding() {}

    /** Text as it is, quoted, escaped or a dash as the flags say. What follows a NUL is lost, as in HAProxy. */
    static void text(@Nullable String text, LogFlags flags, LogOutput out) {
        quote(flags, out);
        if (text == null || text.isEmpty()) {
            if (flags.mandatory() && !flags.quoted()) out.append('-');
        } else
            for (int i = 0; i < text.length() && text.charAt(i) != 0; i++) {
                if (flags.escaped() && mustEscape(text.charAt(i))) out.append('\\');
                out.append(text.charAt(i));
            }
        quote(flags, out);
    }

    /** Parts of a request: what is not printable, quotes and {@code #} become {@code #XX} (section 8.6). */
    static void request(String text, LogFlags flags, LogOutput out) {
        quote(flags, out);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnprintable(c)) hex('#', c, out);
            else plain(c, flags, out);
        }
        quote(flags, out);
    }

    /** A captured header: as parts of a request, and braces and bars too; without quotes. */
    static void header(String text, LogFlags flags, LogOutput out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnprintable(c) || c == '{' || c == '|' || c == '}') hex('#', c, out);
            else plain(c, flags, out);
        }
    }

    /** A sample in a header or URI: all but visible characters, obs-text, space and tab become {@code %XX}. */
    static void forHeader(String text, LogFlags flags, LogOutput out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isForbiddenInHeader(c)) hex('%', c, out);
            else plain(c, flags, out);
        }
    }

    /** RFC 9110 section 5.5. */
    static boolean isForbiddenInHeader(char c) {
        return c < ' ' && c != '\t' || c == 127;
    }

    static void quote(LogFlags flags, LogOutput out) {
        if (flags.quoted()) out.append('"');
    }

    /** At least so many digits, and as a 32-bit number as HAProxy prints it. */
    static void hexadecimal(long number, int digits, LogOutput out) {
        int bits = (int) number;
        int wanted = Math.max(digits, (35 - Integer.numberOfLeadingZeros(bits | 1)) / 4);
        for (int i = wanted - 1; i >= 0; i--) out.append(HEX.charAt(bits >>> 4 * i & 15));
    }

    static void ip(@Nullable SocketAddress address, LogFlags flags, LogOutput out) {
        if (address == null) text(null, flags, out);
        else if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) text("unix", flags, out);
        else if (flags.hexadecimal()) bytes(inet.getAddress().getAddress(), out);
        else if (inet.getAddress() instanceof Inet4Address four && !flags.quoted()) dotted(four, out);
        else text(Addresses.text(inet.getAddress()), flags, out);
    }

    /** @param listener in place of a port where there is none */
    static void port(@Nullable SocketAddress address, int listener, LogFlags flags, LogOutput out) {
        if (address == null) text(null, flags, out);
        else if (!(address instanceof InetSocketAddress inet)) out.append(listener);
        else if (flags.hexadecimal()) hexadecimal(inet.getPort(), 4, out);
        else out.append(inet.getPort());
    }

    private static void bytes(byte[] bytes, LogOutput out) {
        for (byte b : bytes) {
            out.append(HEX.charAt(b >> 4 & 15));
            out.append(HEX.charAt(b & 15));
        }
    }

    private static void dotted(InetAddress address, LogOutput out) {
        byte[] parts = address.getAddress();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) out.append('.');
            out.append(parts[i] & 0xff);
        }
    }

    private static void plain(char c, LogFlags flags, LogOutput out) {
        if (flags.escaped() && mustEscape(c)) out.append('\\');
        out.append(c);
    }

    private static void hex(char mark, char c, LogOutput out) {
        out.append(mark);
        out.append(HEX.charAt(c >> 4 & 15));
        out.append(HEX.charAt(c & 15));
    }

    private static boolean isUnprintable(char c) {
        return c < ' ' || c >= 127 || c == '"' || c == '#';
    }

    /** RFC 5424 section 6.3.3. */
    private static boolean mustEscape(char c) {
        return c == '"' || c == '\\' || c == ']';
    }
}

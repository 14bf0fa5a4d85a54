package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How a value becomes one of another type by itself (configuration manual section 7.3.1). Any thread. */
public final class Casts {
    private Casts() {}

    /** The value as that type, or null where it cannot become it. */
    static @Nullable Object to(SampleType type, Object value) {
        return switch (type) {
            case ANY -> value;
            case BOOL -> bool(value);
            case INT -> number(value);
            case IP -> address(value);
            case STR, METH -> text(value);
            case BIN -> binary(value);
        };
    }

    /** The value as text; booleans become 1 and 0. */
    public static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean bool -> bool ? "1" : "0";
            case InetAddress address -> Addresses.text(address);
            default -> value.toString();
        };
    }

    /** The value as bytes: numbers as eight, addresses as four or sixteen, highest first. */
    static String binary(Object value) {
        return switch (value) {
            case Long number -> latin(ByteBuffer.allocate(8).putLong(number).array());
            case Boolean bool ->
                latin(ByteBuffer.allocate(8).putLong(bool ? 1 : 0).array());
            case InetAddress address -> latin(address.getAddress());
            default -> text(value);
        };
    }

    static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** The value as a number. Text gives the number that it begins with; empty text and IPv6 addresses give none. */
    public static @Nullable Long number(Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean bool -> bool ? 1L : 0L;
            case String text -> text.isEmpty() ? null : leadingNumber(text);
            case Inet4Address address -> Addresses.bits(address) & 0xffffffffL;
            default -> null;
        };
    }

    static @Nullable Boolean bool(Object value) {
        if (value instanceof Boolean bool) return bool;
        Long number = value instanceof InetAddress ? null : number(value);
        return number == null ? null : number != 0;
    }

    public static @Nullable InetAddress address(Object value) {
        return switch (value) {
            case InetAddress address -> address;
            case Long number -> Addresses.ofBits((int) (long) number);
            case String text -> Addresses.leading(text);
            default -> null;
        };
    }

    /** Sign and digits at the start; 0 without any, the nearest long when it is too large. */
    static long leadingNumber(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return leadingNumber(bytes, 0, bytes.length);
    }

    /** The same of text where it lies. */
    static long leadingNumber(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        boolean signed = negative || start < end && bytes[start] == '+';
        long number = 0; // kept negative, since there is one more negative long than there are positive ones
        for (int i = signed ? start + 1 : start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) break;
            if (number < (Long.MIN_VALUE + digit) / 10) return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
            number = number * 10 - digit;
        }
        if (negative) return number;
        return number == Long.MIN_VALUE ? Long.MAX_VALUE : -number;
    }

    /** The type of a value as the runtime API and {@code debug} call it. */
    public static String typeName(Object value) {
        return switch (value) {
            case Boolean _ -> "bool";
            case Long _ -> "sint";
            case String _ -> "str";
            case Inet4Address _ -> "ipv4";
            default -> "ipv6";
        };
    }
}

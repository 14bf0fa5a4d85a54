package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.MASK4;
import static io.weir.rules.sample.ArgumentType.MASK6;
import static io.weir.rules.sample.ArgumentType.OPERAND;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.STR;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, booleans and addresses (configuration manual section 7.3.1). Any thread. */
final class NumberConverters {
    private NumberConverters() {}

    static void addTo(Converters.Table table) {
        for (Arithmetic operation : Arithmetic.values())
            table.add(
                    operation.name().toLowerCase(Locale.ROOT),
                    INT,
                    INT,
                    Signature.required(OPERAND),
                    a -> operation.with(a.operand(0)));
        table.add("neg", INT, INT, value -> negated((Long) value));
        table.add("cpl", INT, INT, value -> ~(Long) value);
        table.add("not", INT, BOOL, value -> (Long) value == 0);
        table.add("bool", INT, BOOL, value -> (Long) value != 0);
        table.add("even", INT, BOOL, value -> ((Long) value & 1) == 0);
        table.add("odd", INT, BOOL, value -> ((Long) value & 1) == 1);
        table.add("htonl", INT, BIN, value -> fourBytes((Long) value));
        table.add("iif", BOOL, STR, Signature.required(STRING, STRING), a -> iif(a.text(0), a.text(1)));
        table.add("ipmask", IP, IP, Signature.of(1, MASK4, MASK6), NumberConverters::ipMask);
    }

    /** The least number has no opposite; it gives the nearest one. */
    private static long negated(long number) {
        return number == Long.MIN_VALUE ? Long.MAX_VALUE : -number;
    }

    private static String fourBytes(long number) {
        return Casts.latin(ByteBuffer.allocate(4).putInt((int) number).array());
    }

    private static Converter.Step iif(String whenTrue, String whenFalse) {
        return (value, txn) -> (Boolean) value ? whenTrue : whenFalse;
    }

    private static Converter.Step ipMask(Arguments arguments) {
        byte[] mask4 = arguments.mask(0);
        byte @Nullable [] mask6 = arguments.has(1) ? arguments.mask(1) : null;
        return (value, txn) -> {
            InetAddress address = (InetAddress) value;
            byte[] mask = address instanceof Inet4Address ? mask4 : mask6;
            return mask == null ? null : Addresses.masked(address, mask);
        };
    }
}

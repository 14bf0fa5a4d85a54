package io.weir.engine.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.util.NetUtil;
import io.weir.rules.table.DataType;
import io.weir.rules.table.KeyType;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

/** Stick tables as {@code show table} writes them, to the letter as HAProxy does. Any thread. */
final class TableText {
    /** By the bytes of the key, as HAProxy keeps them in memory. */
    static final Comparator<TableEntry> BY_KEY = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private TableText() {}

    static void head(StringBuilder text, StickTable table) {
        text.append("# table: ")
                .append(table.name())
                .append(", type: ")
                .append(table.config().type().word())
                .append(", size:")
                .append(table.config().size())
                .append(", used:")
                .append(table.used())
                .append('\n');
    }

    /** @param ownHolds how many of its holders only want to show it */
    static void entry(StringBuilder text, TableEntry entry, int ownHolds) {
        // where HAProxy shows an address in memory, a number that tells entries apart
        text.append("0x").append(String.format("%012x", entry.number())).append(": key=");
        key(text, entry);
        text.append(" use=").append(entry.holders() - ownHolds);
        text.append(" exp=").append(entry.remainingMillis());
        entry.table().config().store().stream()
                .sorted(Comparator.comparing(stored -> stored.type()))
                .forEach(stored -> {
                    for (int i = 0; i < stored.elements(); i++) {
                        text.append(' ').append(name(stored.type(), i));
                        if (stored.periodMillis() > 0)
                            text.append('(').append(stored.periodMillis()).append(')');
                        text.append('=').append(value(entry, stored.type(), i));
                    }
                });
        text.append('\n');
    }

    /** Such as {@code gpc3_rate} for an element of an array. */
    private static String name(DataType type, int index) {
        if (!type.isArray()) return type.word();
        int end = type.word().indexOf('_');
        return end < 0
                ? type.word() + index
                : type.word().substring(0, end) + index + type.word().substring(end);
    }

    private static String value(TableEntry entry, DataType type, int index) {
        long value = entry.value(type, index);
        return switch (type.kind()) {
            case SIGNED, COUNT, RATE -> Long.toString(value);
            case BYTES -> Long.toUnsignedString(value);
            case TEXT -> {
                String key = entry.serverKey();
                yield key == null ? "-" : key;
            }
        };
    }

    private static void key(StringBuilder text, TableEntry entry) {
        switch (entry.table().config().type()) {
            case IP, IPV6 -> text.append(address(entry));
            case INTEGER -> text.append(entry.key());
            case STRING -> escaped(text, (String) entry.key());
            case BINARY -> text.append(HEX.formatHex(((String) entry.key()).getBytes(ISO_8859_1)));
        }
    }

    private static String address(TableEntry entry) {
        var address = (InetAddress) entry.key();
        boolean mapped =
                address instanceof Inet4Address && entry.table().config().type() == KeyType.IPV6;
        String plain = NetUtil.toAddressString(address);
        return mapped ? "::ffff:" + plain : plain;
    }

    /** A backslash before what would be taken for something else, and for what has no sign of its own. */
    private static void escaped(StringBuilder text, String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            switch (c) {
                case ' ', '=', '\\' -> text.append('\\').append(c);
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case 27 -> text.append("\\e");
                default -> {
                    if (c > 32 && c < 127) text.append(c);
                    else text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
                }
            }
        }
    }

    private static byte[] bytes(TableEntry entry) {
        return switch (entry.key()) {
            case Inet4Address address
            when entry.table().config().type() == KeyType.IPV6 ->
                ByteBuffer.allocate(16)
                        .putShort(10, (short) -1)
                        .put(12, address.getAddress())
                        .array();
            case InetAddress address -> address.getAddress();
            case Long number ->
                ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt((int) (long) number)
                        .array();
            case String key -> key.getBytes(ISO_8859_1);
            default -> throw new IllegalStateException("a key of " + entry.key().getClass());
        };
    }
}

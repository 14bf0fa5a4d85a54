package io.weir.engine.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.weir.rules.table.DataType;
import io.weir.rules.table.KeyType;
import io.weir.rules.table.StickTableConfig;
import io.weir.rules.table.Stored;
import java.util.Comparator;
import java.util.List;

/**
 * What a peer's updates of a table hold.
 *
 * @param number the peer's for the table
 * @param name of the table
 * @param keyType its number on the wire
 * @param keyBytes of a key; of text, with a byte that ends it
 * @param types a bit for each {@link DataType} by its number
 * @param elements of each type that is an array, by its number
 *     <p>Any thread.
 */
record Definition(int number, String name, int keyType, int keyBytes, long types, int[] elements) {
    private static final int INTEGER = 2;
    private static final int IPV4 = 4;
    private static final int IPV6 = 5;
    private static final int TEXT = 6;
    private static final int BINARY = 7;

    private static final DataType[] TYPES = DataType.values();

    static void write(ByteBuf out, int number, StickTableConfig table) {
        byte[] name = table.nameAmongPeers().getBytes(ISO_8859_1);
        Varint.write(out, number);
        Varint.write(out, name.length);
        out.writeBytes(name);
        Varint.write(out, keyType(table.type()));
        Varint.write(out, keyBytes(table));
        List<Stored> store = store(table);
        long bits = 0;
        for (Stored stored : store) bits |= 1L << stored.type().number();
        Varint.write(out, bits);
        Varint.write(out, table.expireMillis());
        for (Stored stored : store) {
            boolean array = stored.type().isArray();
            if (!array && stored.periodMillis() == 0) continue;
            Varint.write(out, stored.type().number());
            if (array) Varint.write(out, stored.elements());
            if (stored.periodMillis() > 0) Varint.write(out, stored.periodMillis());
        }
    }

    /** What is kept, in the order of the wire. */
    static List<Stored> store(StickTableConfig table) {
        return table.store().stream().sorted(Comparator.comparing(Stored::type)).toList();
    }

    static Definition read(ByteBuf in) throws MalformedException {
        int number = (int) Varint.read(in);
        int length = Varint.readLength(in, in.readableBytes());
        if (length == 0 || length >= in.readableBytes()) throw new MalformedException("a table's name");
        String name = in.readCharSequence(length, ISO_8859_1).toString();
        int keyType = (int) Varint.read(in);
        int keyBytes = (int) Varint.read(in);
        long types = Varint.read(in);
        int[] elements = new int[TYPES.length];
        if (in.isReadable()) {
            Varint.read(in); // how long the peer keeps keys, which is its own affair
            for (DataType type : TYPES) if ((types & 1L << type.number()) != 0) readArguments(in, type, elements);
        }
        return new Definition(number, name, keyType, keyBytes, types, elements);
    }

    private static void readArguments(ByteBuf in, DataType type, int[] elements) throws MalformedException {
        boolean rate = type.kind() == DataType.Kind.RATE;
        if (!type.isArray() && !rate) return;
        if (Varint.read(in) != type.number()) throw new MalformedException("arguments of another type");
        if (type.isArray()) elements[type.number()] = Varint.readLength(in, Stored.MAX_ELEMENTS);
        if (rate) Varint.read(in); // the period; each side counts by its own
    }

    /** Whether its keys are those of that table and its updates can be told apart. */
    boolean fits(StickTableConfig table) {
        if (keyType != keyType(table.type()) || keyBytes != keyBytes(table)) return false;
        if (types >>> TYPES.length != 0) return false;
        for (DataType type : TYPES) if (type.isArray() && has(type) && elements[type.number()] == 0) return false;
        return true;
    }

    boolean has(DataType type) {
        return (types & 1L << type.number()) != 0;
    }

    int elements(DataType type) {
        return type.isArray() ? elements[type.number()] : 1;
    }

    private static int keyBytes(StickTableConfig table) {
        return table.type() == KeyType.STRING ? table.keyBytes() + 1 : table.keyBytes();
    }

    private static int keyType(KeyType type) {
        return switch (type) {
            case INTEGER -> INTEGER;
            case IP -> IPV4;
            case IPV6 -> IPV6;
            case STRING -> TEXT;
            case BINARY -> BINARY;
        };
    }
}

package io.weir.engine.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.weir.rules.table.DataType;
import io.weir.rules.table.RatePeriod;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.StickTableConfig;
import io.weir.rules.table.TableEntry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Takes entries out of a peer's updates into the tables. Confined to the peers' loop. */
final class EntryReader {
    private static final DataType[] TYPES = DataType.values();
    private static final long UNSIGNED = 0xffffffffL;

    private final ServerKeys keys;

    EntryReader(ServerKeys keys) {
        this.keys = keys;
    }

    /**
     * Learns one entry. When the table is full and forgets nothing, it is left out.
     *
     * @param remainingMillis how long it stays
     */
    void read(ByteBuf in, StickTable table, Definition definition, long remainingMillis) throws MalformedException {
        Object key = key(in, table.config());
        TableEntry entry = table.holdOrMake(key);
        if (entry == null) return;
        try {
            for (DataType type : TYPES) {
                if (!definition.has(type)) continue;
                for (int i = 0; i < definition.elements(type); i++) value(in, entry, type, i);
            }
        } finally {
            entry.learned(remainingMillis);
            entry.release();
        }
    }

    private static Object key(ByteBuf in, StickTableConfig table) throws MalformedException {
        return switch (table.type()) {
            case INTEGER -> {
                need(in, Integer.BYTES);
                yield in.readUnsignedInt();
            }
            case IP, IPV6 -> address(in, table.keyBytes());
            case STRING -> {
                int length = Varint.readLength(in, in.readableBytes());
                String text = in.readCharSequence(length, ISO_8859_1).toString();
                yield length > table.keyBytes() ? text.substring(0, table.keyBytes()) : text;
            }
            case BINARY -> {
                need(in, table.keyBytes());
                yield in.readCharSequence(table.keyBytes(), ISO_8859_1).toString();
            }
        };
    }

    private static InetAddress address(ByteBuf in, int bytes) throws MalformedException {
        need(in, bytes);
        var octets = new byte[bytes];
        in.readBytes(octets);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(bytes + " bytes of an address", e);
        }
    }

    private static void need(ByteBuf in, int bytes) throws MalformedException {
        if (in.readableBytes() < bytes) throw new MalformedException("an update is cut off");
    }

    private void value(ByteBuf in, TableEntry entry, DataType type, int index) throws MalformedException {
        switch (type.kind()) {
            case SIGNED, COUNT, BYTES -> {
                long number = Varint.read(in);
                if (type != DataType.CONN_CUR)
                    entry.set(type, index, number); // whoever is connected here is counted here
            }
            case RATE -> {
                long age = Varint.read(in) & UNSIGNED;
                entry.rate(type, index, new RatePeriod(age, Varint.read(in), Varint.read(in)));
            }
            case TEXT -> {
                String key = serverKey(in);
                if (key != null && entry.table().stores(type, 0)) entry.serverKey(key);
            }
        }
    }

    private @Nullable String serverKey(ByteBuf in) throws MalformedException {
        int length = Varint.readLength(in, in.readableBytes());
        if (length == 0) return null;
        ByteBuf data = in.readSlice(length);
        int number = Varint.readLength(data, ServerKeys.MOST);
        if (number == 0) throw new MalformedException("a server without a number");
        if (!data.isReadable()) return keys.received(number);
        int bytes = Varint.readLength(data, data.readableBytes());
        String key = data.readCharSequence(bytes, ISO_8859_1).toString();
        keys.received(number, key);
        return key;
    }
}

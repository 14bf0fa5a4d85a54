package io.weir.engine.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.weir.rules.table.DataType;
import io.weir.rules.table.KeyType;
import io.weir.rules.table.RatePeriod;
import io.weir.rules.table.Stored;
import io.weir.rules.table.TableEntry;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Writes entries into updates. Confined to the peers' loop. */
final class EntryWriter {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private final ServerKeys keys;

    EntryWriter(ServerKeys keys) {
        this.keys = keys;
    }

    /** Its key and all that is kept for it. */
    void write(ByteBuf out, SharedTable shared, TableEntry entry) {
        key(out, shared.table.config().type(), entry.key());
        for (Stored stored : shared.store)
            for (int i = 0; i < stored.elements(); i++) value(out, entry, stored.type(), i);
    }

    private static void key(ByteBuf out, KeyType type, Object key) {
        switch (type) {
            case INTEGER -> out.writeInt(((Long) key).intValue());
            case IP -> out.writeBytes(((InetAddress) key).getAddress());
            case IPV6 -> {
                if (key instanceof Inet4Address) out.writeBytes(MAPPED);
                out.writeBytes(((InetAddress) key).getAddress());
            }
            case STRING -> {
                byte[] text = ((String) key).getBytes(ISO_8859_1);
                Varint.write(out, text.length);
                out.writeBytes(text);
            }
            case BINARY -> out.writeBytes(((String) key).getBytes(ISO_8859_1));
        }
    }

    private void value(ByteBuf out, TableEntry entry, DataType type, int index) {
        switch (type.kind()) {
            case SIGNED, COUNT, BYTES -> Varint.write(out, entry.value(type, index));
            case RATE -> {
                RatePeriod period = entry.rate(type, index);
                Varint.write(out, period.ageMillis());
                Varint.write(out, period.present());
                Varint.write(out, period.previous());
            }
            case TEXT -> serverKey(out, entry.serverKey());
        }
    }

    private void serverKey(ByteBuf out, @org.jspecify.annotations.Nullable String key) {
        if (key == null) {
            Varint.write(out, 0);
            return;
        }
        int known = keys.known(key);
        if (known > 0) {
            Varint.write(out, 1);
            Varint.write(out, known);
            return;
        }
        byte[] text = key.getBytes(ISO_8859_1);
        ByteBuf data = out.alloc().buffer();
        try {
            Varint.write(data, keys.add(key));
            Varint.write(data, text.length);
            data.writeBytes(text);
            Varint.write(out, data.readableBytes());
            out.writeBytes(data);
        } finally {
            data.release();
        }
    }
}

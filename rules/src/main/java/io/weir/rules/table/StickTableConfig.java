package io.weir.rules.table;

import io.weir.rules.Place;
import java.util.List;

/**
 * A {@code stick-table} line.
 *
 * @param name that of its proxy
 * @param keyBytes longer keys are cut off there
 * @param size the most keys at once, 1 or more
 * @param nopurge whether a full table takes no further key, rather than forget the oldest
 * @param expireMillis how long a key is kept after its last use; 0: until the table is full
 * @param serverKey what {@code server_key} holds
 */
public record StickTableConfig(
        String name,
        Place place,
        KeyType type,
        int keyBytes,
        int size,
        boolean nopurge,
        int expireMillis,
        List<Stored> store,
        ServerKey serverKey) {
    public StickTableConfig {
        store = List.copyOf(store);
        if (size < 1) throw new IllegalArgumentException("size " + size);
    }

    /** {@code srvkey}. */
    public enum ServerKey {
        NAME,
        ADDR
    }

    /** Whether what one holds can go on in the other. */
    public boolean isSameAs(StickTableConfig other) {
        return type == other.type
                && keyBytes == other.keyBytes
                && size == other.size
                && nopurge == other.nopurge
                && expireMillis == other.expireMillis
                && store.equals(other.store)
                && serverKey == other.serverKey;
    }
}

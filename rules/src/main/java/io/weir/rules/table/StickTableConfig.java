package io.weir.rules.table;

import io.weir.rules.Place;
import java.util.ArrayList;
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
 * @param peers the {@code peers} section whose processes share it; empty: nobody does
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
        ServerKey serverKey,
        String peers) {
    /** Stands between the names of a {@code peers} section and of its table; in no other name. */
    public static final char OF_PEERS = '/';

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
                && serverKey == other.serverKey
                && peers.equals(other.peers);
    }

    /** The same with the servers of its keys. */
    public StickTableConfig withServers() {
        var all = new ArrayList<>(store);
        for (var type : List.of(DataType.SERVER_ID, DataType.SERVER_KEY))
            if (store.stream().noneMatch(stored -> stored.type() == type)) all.add(new Stored(type, 1, 0));
        return new StickTableConfig(name, place, type, keyBytes, size, nopurge, expireMillis, all, serverKey, peers);
    }

    /** How the other processes know it: what follows the section's name, slash and all, in that of its own tables. */
    public String nameAmongPeers() {
        int slash = name.indexOf(OF_PEERS);
        return slash < 0 ? name : name.substring(slash);
    }

    /** The same for this process alone. */
    public StickTableConfig unshared() {
        return new StickTableConfig(name, place, type, keyBytes, size, nopurge, expireMillis, store, serverKey, "");
    }
}

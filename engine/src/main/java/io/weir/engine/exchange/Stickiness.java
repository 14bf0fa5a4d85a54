package io.weir.engine.exchange;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import io.weir.rules.config.StickRule;
import io.weir.rules.config.StickRules;
import io.weir.rules.sample.TableKeys;
import io.weir.rules.table.DataType;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.StickTableConfig.ServerKey;
import io.weir.rules.table.TableEntry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The {@code stick} lines of a backend at work on one request or connection: which server the stick tables remember, and
 * the keys for which they will remember the one that answers. Loop-confined.
 */
final class Stickiness {
    /** Keys that are kept for the answer; as in HAProxy, lines that find more are passed over. */
    static final int MOST = 8;

    private final StickRules rules;
    private final Transaction txn;
    private final ServerSet servers;
    private final List<Kept> kept = new ArrayList<>(1);

    /** A key whose entry is to name the server that answers. */
    private record Kept(StickTable table, Object key) {}

    Stickiness(StickRules rules, Transaction txn, ServerSet servers) {
        this.rules = rules;
        this.txn = txn;
        this.servers = servers;
    }

    /**
     * Asks the lines about the request. Only the first line that finds a key stores into a table, and the first entry
     * with a server that may be used decides; all that are met stay in their tables for the whole time again.
     *
     * @param pinned the server that it belongs to already, which stays
     * @param open whether a server may be used
     */
    @Nullable Server match(@Nullable Server pinned, Predicate<Server> open) {
        Server found = pinned;
        for (StickRule rule : rules.request()) {
            if (rule.stores() && isKept(rule, 0)) continue;
            StickTable table = txn.inputs().table(rule.table());
            Object key = key(rule, table);
            if (key == null) continue;
            TableEntry entry = rule.matches() ? table.hold(key) : null;
            if (entry != null) {
                if (found == null) found = remembered(entry, open);
                entry.touch();
                entry.release();
            }
            if (rule.stores()) keep(table, key);
        }
        return found;
    }

    /** That server has answered; of its response no rule has seen anything yet. */
    void store(Server server) {
        int requests = kept.size();
        for (StickRule rule : rules.response()) {
            if (isKept(rule, requests)) continue;
            StickTable table = txn.inputs().table(rule.table());
            Object key = key(rule, table);
            if (key != null) keep(table, key);
        }
        if (!server.config().nonStick()) for (Kept each : kept) remember(each, server);
        kept.clear();
    }

    private @Nullable Object key(StickRule rule, StickTable table) {
        txn.running(rule.place());
        if (!rule.condition().holds(txn)) return null;
        Object sample = rule.key().evaluate(txn);
        return sample == null ? null : TableKeys.of(table, sample);
    }

    private boolean isKept(StickRule rule, int from) {
        for (int i = from; i < kept.size(); i++) if (kept.get(i).table.name().equals(rule.table())) return true;
        return false;
    }

    /** As in HAProxy, a full table that purges nothing does not take it, not even when it has such a key. */
    private void keep(StickTable table, Object key) {
        if (kept.size() < MOST && table.hasRoom()) kept.add(new Kept(table, key));
    }

    /** By its name or address, else by its number, which is the same in backends with servers in the same order. */
    private @Nullable Server remembered(TableEntry entry, Predicate<Server> open) {
        Server server = keyed(entry);
        if (server == null) server = numbered(entry.value(DataType.SERVER_ID, 0));
        return server != null && open.test(server) ? server : null;
    }

    private @Nullable Server keyed(TableEntry entry) {
        String key = entry.serverKey();
        ServerKey kind = entry.table().config().serverKey();
        if (key == null) return null;
        if (kind == ServerKey.NAME) return servers.named(key);
        for (int i = 0; i < servers.size(); i++) if (key.equals(key(servers.at(i), kind))) return servers.at(i);
        return null;
    }

    private @Nullable Server numbered(long id) {
        for (int i = 0; i < servers.size(); i++) if (servers.at(i).config().id() == id) return servers.at(i);
        return null;
    }

    private static void remember(Kept its, Server server) {
        TableEntry entry = its.table.holdOrMake(its.key);
        if (entry == null) return;
        entry.set(DataType.SERVER_ID, 0, server.config().id());
        entry.serverKey(key(server, its.table.config().serverKey()));
        entry.touch();
        entry.release();
    }

    private static String key(Server server, ServerKey kind) {
        return switch (kind) {
            case NAME -> server.name();
            case ADDR -> text(server.address());
        };
    }

    /** As other processes write it: an IPv6 address without brackets. */
    private static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null)
            return NetUtil.toAddressString(inet.getAddress()) + ':' + inet.getPort();
        return address instanceof DomainSocketAddress unix ? unix.path() : address.toString();
    }
}

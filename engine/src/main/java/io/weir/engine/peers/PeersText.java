package io.weir.engine.peers;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Peers as {@code show peers} writes them, like HAProxy does; where that shows an address in memory, a number that
 * tells things apart. Confined to the peers' loop.
 */
public final class PeersText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
    private static final String LINE = "\n        ";

    private final Group group;
    private final Detail detail;
    private final StringBuilder text = new StringBuilder();

    private PeersText(Group group, Detail detail) {
        this.group = group;
        this.detail = detail;
    }

    /** How much is shown. */
    public enum Detail {
        STANDARD,
        /** Also the names of servers that were sent and received. */
        DICTIONARY
    }

    static String of(Group group, Detail detail) {
        return new PeersText(group, detail).write();
    }

    private String write() {
        text.append(id(group)).append(": [");
        text.append(TIME.format(Instant.ofEpochMilli(group.startMillis()).atZone(ZoneId.systemDefault())));
        text.append("] id=").append(group.config().name());
        text.append(" disabled=0 flags=0x").append(Integer.toHexString(group.flags));
        text.append(" resync_timeout=").append(until(group.resyncMillis));
        text.append(" task_calls=").append(group.wakeUps).append('\n');
        for (Peer peer : group.peers().reversed()) peer(peer);
        return text.toString();
    }

    private void peer(Peer peer) {
        long last = peer.lastHandshakeMillis;
        text.append("  ").append(id(peer)).append(": id=").append(peer.name);
        text.append(peer.local ? "(local," : "(remote,").append(peer.session == null ? "inactive)" : "active)");
        text.append(" addr=").append(address(peer.local ? group.listensAt() : peer.address));
        text.append(" last_status=").append(peer.status.word());
        text.append(" last_hdshk=").append(last == 0 ? "<NEVER>" : duration(group.nowMillis() - last));
        text.append(LINE).append("reconnect=").append(until(peer.reconnectMillis));
        text.append(" heartbeat=").append(until(peer.heartbeatMillis));
        text.append(" confirm=").append(peer.toConfirm);
        text.append(" tx_hbt=").append(peer.heartbeatsSent).append(" rx_hbt=").append(peer.heartbeatsReceived);
        text.append(" no_hbt=")
                .append(peer.heartbeatsMissed)
                .append(" new_conn=")
                .append(peer.connections);
        text.append(" proto_err=").append(peer.protocolErrors).append(" coll=").append(peer.collisions);
        text.append(LINE).append("flags=0x").append(Integer.toHexString(peer.flags));
        Session session = peer.session;
        if (session != null) {
            text.append(" state=")
                    .append(session.isEstablished() ? "EST" : "CON")
                    .append(LINE)
                    .append("xprt=RAW");
            text.append(" src=").append(address(session.channel().localAddress()));
            text.append(" addr=").append(address(session.channel().remoteAddress()));
        }
        current("remote_table", peer.remoteTable);
        current("last_local_table", peer.lastLocalTable);
        if (!peer.tables.isEmpty()) text.append(LINE).append("shared tables:");
        for (SharedTable table : peer.tables) table(peer, table);
        text.append('\n');
    }

    private void current(String what, @Nullable SharedTable table) {
        if (table == null) return;
        text.append(LINE)
                .append(what)
                .append(':')
                .append(id(table))
                .append(" id=")
                .append(table.table.name());
        text.append(" local_id=").append(table.localId).append(" remote_id=").append(table.remoteId());
    }

    private void table(Peer peer, SharedTable table) {
        var remote = table.remote;
        text.append(LINE).append("  ").append(id(table)).append(" local_id=").append(table.localId);
        text.append(" remote_id=").append(table.remoteId()).append(" flags=0x0 remote_data=0x");
        text.append(Long.toHexString(remote == null ? 0 : remote.types()));
        text.append(LINE).append("      last_acked=").append(Integer.toUnsignedString(table.lastAcknowledged));
        text.append(" last_pushed=").append(table.pushed);
        text.append(" last_get=").append(Integer.toUnsignedString(table.lastReceived));
        text.append(" teaching_origin=")
                .append(table.lessonOrigin())
                .append(" update=")
                .append(table.acknowledged);
        text.append(LINE)
                .append("      table:")
                .append(id(table.table))
                .append(" id=")
                .append(table.table.name());
        long last = table.changes.last();
        text.append(" update=").append(last).append(" localupdate=").append(last);
        text.append(" commitupdate=").append(table.pushed).append(" refcnt=1");
        if (detail == Detail.STANDARD) {
            text.append(LINE).append("Dictionary cache not dumped (use \"show peers dict\")");
            return;
        }
        dictionary("TX", peer.keys::sent);
        dictionary("RX", peer.keys::received);
    }

    private void dictionary(String way, IntFunction<@Nullable String> keys) {
        text.append(LINE).append(way).append(" dictionary cache:");
        int shown = 0;
        for (int number = 1; number <= ServerKeys.MOST; number++) {
            String key = keys.apply(number);
            if (key == null) continue;
            if (shown++ % 4 == 0) text.append(LINE);
            text.append(String.format(Locale.ROOT, "  %3d -> %s", number - 1, key));
        }
    }

    private static String id(Object object) {
        return String.format(Locale.ROOT, "0x%08x", System.identityHashCode(object));
    }

    private String until(long millis) {
        if (millis == 0) return "<NEVER>";
        long left = millis - group.nowMillis();
        return left <= 0 ? "<PAST>" : duration(left);
    }

    /** The two largest units that it has; less than a second is none. */
    private static String duration(long millis) {
        long seconds = millis / 1000;
        if (seconds >= 86400) return seconds / 86400 + "d" + seconds % 86400 / 3600 + "h";
        if (seconds >= 3600) return seconds / 3600 + "h" + seconds % 3600 / 60 + "m";
        return seconds >= 60 ? seconds / 60 + "m" + seconds % 60 + "s" : seconds + "s";
    }

    private static String address(@Nullable SocketAddress address) {
        if (address == null) return "?";
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : address.toString();
    }
}

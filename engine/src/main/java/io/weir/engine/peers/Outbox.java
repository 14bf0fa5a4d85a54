package io.weir.engine.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.weir.rules.table.TableEntry;
import java.util.Map;

/** What is to be said to a peer now, as messages. Confined to the peers' loop. */
final class Outbox {
    /** Updates that are written at once; what is read meanwhile has its turn then. */
    private static final int MOST_UPDATES = 200;

    private final Peer peer;
    private final EntryWriter entries;
    private int room;

    Outbox(Peer peer) {
        this.peer = peer;
        this.entries = new EntryWriter(peer.keys);
    }

    /** Whether all was written; if not, the rest comes with the next call. */
    boolean write(ByteBuf out) {
        room = MOST_UPDATES;
        if (peer.is(Peer.HEARTBEAT)) {
            peer.clear(Peer.HEARTBEAT);
            control(out, Message.HEARTBEAT);
            peer.heartbeatsSent++;
        }
        if (peer.is(Peer.LEARNING) && peer.group.beginsToLearn()) control(out, Message.RESYNC_REQUEST);
        for (SharedTable table : peer.tables) {
            acknowledge(out, table);
            if (peer.is(Peer.TEACHING)) lesson(out, table);
            else if (!peer.is(Peer.LEARNING)) changes(out, table);
            if (room == 0) return false;
        }
        if (peer.is(Peer.TEACHING) && !peer.is(Peer.TAUGHT)) {
            control(out, peer.group.isUpToDate() ? Message.RESYNC_FINISHED : Message.RESYNC_PARTIAL);
            peer.set(Peer.TAUGHT);
        }
        for (; peer.toConfirm > 0; peer.toConfirm--) control(out, Message.RESYNC_CONFIRM);
        return true;
    }

    private static void control(ByteBuf out, int type) {
        out.writeByte(Message.CONTROL).writeByte(type);
    }

    private void acknowledge(ByteBuf out, SharedTable table) {
        if (table.lastReceived == table.lastAcknowledged) return;
        ByteBuf data = out.alloc().buffer();
        Varint.write(data, table.remoteId());
        data.writeInt(table.lastReceived);
        message(out, Message.ACK, data);
        table.lastAcknowledged = table.lastReceived;
    }

    private void lesson(ByteBuf out, SharedTable table) {
        while (room > 0) {
            TableEntry entry = table.nextOfLesson();
            if (entry == null) return;
            update(out, table, entry, table.lessonNumber());
        }
    }

    private void changes(ByteBuf out, SharedTable table) {
        long last = table.changes.collect();
        while (table.pushed < last) {
            if (room == 0) return;
            Map.Entry<Long, TableEntry> next = table.changes.after(table.pushed);
            if (next == null) {
                table.pushed = last; // what changed then has left since
                return;
            }
            table.pushed = next.getKey();
            update(out, table, next.getValue(), (int) table.pushed);
        }
    }

    private void update(ByteBuf out, SharedTable table, TableEntry entry, int number) {
        ByteBufAllocator alloc = out.alloc();
        room--;
        if (peer.lastLocalTable != table) {
            ByteBuf definition = alloc.buffer();
            Definition.write(definition, table.localId, table.table.config());
            message(out, Message.DEFINITION, definition);
            peer.lastLocalTable = table;
        }
        boolean next = table.isNext(number);
        boolean timed = table.inLesson() && !peer.is(Peer.DOWNGRADED);
        ByteBuf data = alloc.buffer();
        if (!next) data.writeInt(number);
        if (timed) data.writeInt((int) Math.min(Integer.MAX_VALUE, entry.remainingMillis()));
        entries.write(data, table, entry);
        if (timed) message(out, next ? Message.UPDATE_NEXT_TIMED : Message.UPDATE_TIMED, data);
        else message(out, next ? Message.UPDATE_NEXT : Message.UPDATE, data);
    }

    private static void message(ByteBuf out, int type, ByteBuf data) {
        out.writeByte(Message.TABLE).writeByte(type);
        Varint.write(out, data.readableBytes());
        out.writeBytes(data);
        data.release();
    }
}

package io.weir.engine.peers;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the messages of a peer mean. Confined to the peers' loop. */
final class Inbox {
    private static final ByteBuf NOTHING = io.netty.buffer.Unpooled.EMPTY_BUFFER;

    private final Peer peer;
    private final Group group;
    private final EntryReader entries;

    Inbox(Peer peer) {
        this.peer = peer;
        this.group = peer.group;
        this.entries = new EntryReader(peer.keys);
    }

    /** @param data empty when the type has none */
    void receive(int kind, int type, @Nullable ByteBuf data) throws MalformedException {
        peer.set(Peer.ALIVE);
        ByteBuf in = data == null ? NOTHING : data;
        switch (kind) {
            case Message.CONTROL -> control(type);
            case Message.TABLE -> table(type, in);
            case Message.RESERVED -> throw new MalformedException("the reserved class");
            default -> {} // what it means is not for this version
        }
    }

    private void control(int type) {
        switch (type) {
            case Message.RESYNC_REQUEST -> {
                peer.beginLesson();
                group.flags |= Group.REQUESTED;
            }
            case Message.RESYNC_FINISHED -> {
                if (peer.is(Peer.LEARNING)) group.learned(peer);
                peer.toConfirm++;
            }
            case Message.RESYNC_PARTIAL -> {
                if (peer.is(Peer.LEARNING)) group.learnedInPart(peer);
                peer.toConfirm++;
            }
            case Message.RESYNC_CONFIRM -> peer.endLesson();
            case Message.HEARTBEAT -> {
                peer.reconnectMillis = group.nowMillis() + Group.RECONNECT_MILLIS;
                peer.heartbeatsReceived++;
            }
            default -> {} // what it means is not for this version
        }
    }

    private void table(int type, ByteBuf in) throws MalformedException {
        switch (type) {
            case Message.DEFINITION -> define(in);
            case Message.SWITCH -> switchTo((int) Varint.read(in));
            case Message.ACK -> acknowledge(in);
            case Message.UPDATE, Message.UPDATE_NEXT, Message.UPDATE_TIMED, Message.UPDATE_NEXT_TIMED ->
                update(type, in);
            default -> {} // what it means is not for this version
        }
    }

    private void define(ByteBuf in) throws MalformedException {
        peer.remoteTable = null;
        Definition definition = Definition.read(in);
        for (SharedTable each : peer.tables) if (each.remoteId() == definition.number()) each.remote = null;
        SharedTable shared = peer.table(definition.name());
        if (shared == null || !definition.fits(shared.table.config())) return;
        shared.remote = definition;
        peer.remoteTable = shared;
    }

    private void switchTo(int number) {
        peer.remoteTable = null;
        for (SharedTable each : peer.tables)
            if (each.remote != null && each.remoteId() == number) peer.remoteTable = each;
    }

    private void acknowledge(ByteBuf in) throws MalformedException {
        if (peer.is(Peer.TEACHING)) return; // it tells how far the lesson got, which does not matter
        int number = (int) Varint.read(in);
        if (in.readableBytes() < Integer.BYTES) throw new MalformedException("an acknowledgement is cut off");
        int update = in.readInt();
        for (SharedTable each : peer.tables) if (each.localId == number) each.acknowledge(update);
    }

    private void update(int type, ByteBuf in) throws MalformedException {
        SharedTable shared = peer.remoteTable;
        if (shared == null) return; // of a table that is none here
        boolean numbered = type == Message.UPDATE || type == Message.UPDATE_TIMED;
        boolean timed = type == Message.UPDATE_TIMED || type == Message.UPDATE_NEXT_TIMED;
        int head = (numbered ? Integer.BYTES : 0) + (timed ? Integer.BYTES : 0);
        if (in.readableBytes() < head) throw new MalformedException("an update is cut off");
        shared.lastReceived = numbered ? in.readInt() : shared.lastReceived + 1;
        long remaining = timed ? in.readInt() : shared.table.config().expireMillis();
        entries.read(in, shared.table, Objects.requireNonNull(shared.remote), Math.max(0, remaining));
    }
}

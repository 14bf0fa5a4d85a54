package io.weir.engine.peers;

import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another process, or this one as others see it, with what is known of the session with it. Confined to the peers' loop.
 */
final class Peer {
    /** It is being taught all that this process knows. */
    static final int TEACHING = 0x1;
    /** The lesson has been sent and is not confirmed yet. */
    static final int TAUGHT = 0x8;
    /** It teaches this process. */
    static final int LEARNING = 0x100;
    /** It said that it does not know everything itself. */
    static final int NOT_UP_TO_DATE = 0x200;
    /** Something came from it in the present period. */
    static final int ALIVE = 0x20000000;
    /** A heartbeat is to be sent. */
    static final int HEARTBEAT = 0x40000000;
    /** It speaks version 2.0, without the time that an entry stays. */
    static final int DOWNGRADED = 0x80000000;

    final Group group;
    final String name;
    final boolean local;
    final @Nullable SocketAddress address;
    final List<SharedTable> tables;
    final ServerKeys keys = new ServerKeys();

    @Nullable Session session;

    Status status = Status.NONE;

    /** As HAProxy shows them: {@link #TEACHING} and so on. */
    int flags;

    /** On the clock of the group; 0: never. */
    long reconnectMillis, heartbeatMillis, lastHandshakeMillis;

    /** What it has taught and waits to have confirmed. */
    int toConfirm;

    int heartbeatsSent, heartbeatsReceived, heartbeatsMissed, connections, protocolErrors, collisions;

    /** The table that its next update is for. */
    @Nullable SharedTable remoteTable;

    /** The table that the last update to it was for. */
    @Nullable SharedTable lastLocalTable;

    Peer(Group group, String name, boolean local, @Nullable SocketAddress address, List<SharedTable> tables) {
        this.group = group;
        this.name = name;
        this.local = local;
        this.address = address;
        this.tables = List.copyOf(tables);
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    void set(int flag) {
        flags |= flag;
    }

    void clear(int flag) {
        flags &= ~flag;
    }

    boolean isConnected() {
        Session with = session;
        return with != null && with.isEstablished();
    }

    /** Both sides have said who they are. */
    void established() {
        status = Status.SUCCESS;
        lastHandshakeMillis = group.nowMillis();
        heartbeatMillis = group.nowMillis() + Group.HEARTBEAT_MILLIS;
        toConfirm = 0;
        clear(TEACHING | TAUGHT | LEARNING | NOT_UP_TO_DATE);
        for (SharedTable table : tables) table.begin();
        group.established(this);
    }

    /** The session with it is over. */
    void disconnected(Session ended) {
        if (session != ended) return;
        session = null;
        keys.clear();
        remoteTable = null;
        lastLocalTable = null;
        if (is(LEARNING)) group.lessonBroken(this);
        clear(TEACHING | TAUGHT | LEARNING | NOT_UP_TO_DATE | ALIVE);
        group.wake();
    }

    /** Ends the session, after which it is called again in a while that is not the same on both sides. */
    void drop() {
        Session with = session;
        reconnectMillis = group.soon();
        heartbeatMillis = 0;
        if (with != null) with.close();
    }

    /** It wants to know everything. */
    void beginLesson() {
        for (SharedTable table : tables) table.beginLesson();
        clear(TAUGHT);
        set(TEACHING);
    }

    /** It has got everything. */
    void endLesson() {
        for (SharedTable table : tables) table.endLesson();
        clear(TEACHING | TAUGHT);
    }

    @Nullable SharedTable table(String name) {
        for (SharedTable each : tables) if (each.table.config().nameAmongPeers().equals(name)) return each;
        return null;
    }
}

package io.weir.engine.peers;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.weir.engine.loop.Transport;
import io.weir.rules.config.PeersConfig;
import io.weir.rules.table.StickTable;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code peers} section while it runs: when which peer is called, when it is told that this process lives, and from
 * whom this process learns what was known before it began. Confined to the peers' loop.
 */
final class Group {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    static final long RECONNECT_MILLIS = 5000;
    static final long HEARTBEAT_MILLIS = 3000;
    private static final long RESYNC_MILLIS = 5000;

    /** Who was waiting for this process to begin is heard first, so that not both sides call at once. */
    private static final long FIRST_CALL_MILLIS = 50;

    /** No other process of this name hands anything over. */
    private static final int LOCAL_DONE = 0x1;
    /** Nothing is to be learned from others any more. */
    private static final int REMOTE_DONE = 0x2;
    /** A peer was chosen as teacher. */
    private static final int ASSIGNED = 0x4;
    /** It was asked. */
    private static final int ASKED = 0x8;

    private static final int LOCAL_TIMEOUT = 0x10;
    private static final int REMOTE_TIMEOUT = 0x20;
    private static final int REMOTE_ABORT = 0x80;
    private static final int REMOTE_FINISHED = 0x200;
    private static final int REMOTE_PARTIAL = 0x800;
    private static final int REMOTE_ASSIGNED = 0x2000;
    static final int REQUESTED = 0x4000;
    private static final int DONE = LOCAL_DONE | REMOTE_DONE;

    private final PeersConfig config;
    private final EventLoop loop;
    private final Transport transport;
    private final int bufferBytes;
    private final List<Peer> peers = new ArrayList<>();
    private final List<SharedTable> tables;
    private final Set<Session> sessions = new HashSet<>();
    private @Nullable Future<?> next;
    private boolean isClosed;
    private boolean isWoken;

    /** As HAProxy shows them. */
    int flags = LOCAL_DONE | LOCAL_TIMEOUT;

    long resyncMillis;

    private final long startMillis = System.currentTimeMillis();
    private volatile @Nullable SocketAddress listensAt; // known to whoever opens the socket
    int wakeUps;

    /** @param addresses of the peers by name, and of this process */
    Group(PeersConfig config, List<StickTable> shared, Map<String, SocketAddress> addresses, Wiring wiring) {
        this.config = config;
        this.loop = wiring.loop();
        this.transport = wiring.transport();
        this.bufferBytes = wiring.bufferBytes();
        this.tables = tables(shared);
        peers.add(new Peer(this, config.local(), true, addresses.get(config.local()), tables(shared)));
        for (var peer : config.peers())
            peers.add(new Peer(this, peer.name(), false, addresses.get(peer.name()), tables(shared)));
    }

    /**
     * What all groups share.
     *
     * @param bufferBytes the longest message
     */
    record Wiring(EventLoop loop, Transport transport, int bufferBytes) {}

    private static List<SharedTable> tables(List<StickTable> shared) {
        var tables = new ArrayList<SharedTable>();
        for (StickTable table : shared) tables.add(new SharedTable(table, tables.size() + 1));
        return tables;
    }

    PeersConfig config() {
        return config;
    }

    List<Peer> peers() {
        return peers;
    }

    EventLoop loop() {
        return loop;
    }

    int bufferBytes() {
        return bufferBytes;
    }

    long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Not the same moment as the other side chooses. */
    long soon() {
        return nowMillis() + 50 + ThreadLocalRandom.current().nextInt(2000);
    }

    @Nullable Peer peer(String name) {
        for (Peer peer : peers) if (peer.name.equals(name)) return peer;
        return null;
    }

    /** Since 1970. */
    long startMillis() {
        return startMillis;
    }

    void listensAt(SocketAddress address) {
        listensAt = address;
    }

    @Nullable SocketAddress listensAt() {
        return listensAt;
    }

    void start() {
        resyncMillis = nowMillis() + RESYNC_MILLIS;
        for (SharedTable table : tables) table.changes.collector(this::ask);
        next = loop.schedule(this::wake, FIRST_CALL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Something has changed. Any thread, which must not suffer from an end of the peers. */
    private void ask() {
        try {
            if (!loop.isShuttingDown()) loop.execute(this::changed);
        } catch (RejectedExecutionException e) {
            LOG.debug("peers {} end", config.name(), e);
        }
    }

    void stop() {
        isClosed = true;
        if (next != null) next.cancel(false);
        for (Session session : List.copyOf(sessions)) session.close();
    }

    /** Somebody called. */
    void accept(Channel channel) {
        if (isClosed) {
            channel.unsafe().closeForcibly();
            return;
        }
        channel.pipeline().addLast(new Session(this, channel, null));
        loop.register(channel);
    }

    void opened(Session session) {
        sessions.add(session);
    }

    void closed(Session session) {
        sessions.remove(session);
    }

    void failed(Throwable cause) {
        LOG.error("peers {} failed", config.name(), cause);
    }

    // ---- lessons

    boolean isUpToDate() {
        return (flags & DONE) == DONE;
    }

    private boolean needsTeacher() {
        return !isUpToDate() && (flags & ASSIGNED) == 0;
    }

    /** Whether the teacher is still to be asked; it counts as asked then. */
    boolean beginsToLearn() {
        if ((flags & (ASSIGNED | ASKED)) != ASSIGNED) return false;
        flags |= ASKED;
        return true;
    }

    private void assign(Peer teacher) {
        teacher.set(Peer.LEARNING);
        flags |= ASSIGNED | REMOTE_ASSIGNED;
    }

    void established(Peer peer) {
        if (!peer.local && needsTeacher()) assign(peer);
        wake();
    }

    void learned(Peer teacher) {
        teacher.clear(Peer.LEARNING);
        flags = flags & ~(ASSIGNED | ASKED) | DONE | REMOTE_FINISHED;
    }

    void learnedInPart(Peer teacher) {
        teacher.clear(Peer.LEARNING);
        teacher.set(Peer.NOT_UP_TO_DATE);
        flags = flags & ~(ASSIGNED | ASKED) | REMOTE_PARTIAL;
        resyncMillis = nowMillis() + RESYNC_MILLIS;
        wake();
    }

    void lessonBroken(Peer teacher) {
        flags = flags & ~(ASSIGNED | ASKED) | REMOTE_ABORT;
        resyncMillis = nowMillis() + RESYNC_MILLIS;
    }

    // ---- what is due

    private void changed() {
        if (isClosed) return;
        for (SharedTable table : tables) table.changes.collect();
        long now = nowMillis();
        for (Peer peer : peers) {
            Session session = peer.session;
            if (session == null || !session.isEstablished()) continue;
            peer.clear(Peer.HEARTBEAT); // an update says as well that this process lives
            peer.heartbeatMillis = now + HEARTBEAT_MILLIS;
            session.send();
        }
    }

    /** Something may be due; it is done as soon as what goes on now is over. */
    void wake() {
        if (isWoken || isClosed) return;
        isWoken = true;
        loop.execute(this::attendAll);
    }

    /** Does what is due, and comes back when the next thing is. */
    private void attendAll() {
        isWoken = false;
        if (isClosed) return;
        wakeUps++;
        long now = nowMillis();
        long due = Long.MAX_VALUE;
        for (Peer peer : peers) if (!peer.local) due = Math.min(due, attend(peer, now));
        if (needsTeacher()) {
            if (resyncMillis <= now) flags |= REMOTE_DONE | REMOTE_TIMEOUT;
            else due = Math.min(due, resyncMillis);
        }
        if (next != null) next.cancel(false);
        if (due != Long.MAX_VALUE) next = loop.schedule(this::wake, Math.max(1, due - now), TimeUnit.MILLISECONDS);
    }

    /** When it is due again. */
    private long attend(Peer peer, long now) {
        Session session = peer.session;
        if (session == null) return attendAbsent(peer, now);
        if (!session.isEstablished()) return Long.MAX_VALUE;
        if (needsTeacher() && !peer.is(Peer.NOT_UP_TO_DATE)) {
            assign(peer);
            session.send();
        }
        if (peer.reconnectMillis <= now) {
            if (!peer.is(Peer.ALIVE)) {
                peer.heartbeatsMissed++;
                peer.drop();
                return peer.reconnectMillis;
            }
            peer.clear(Peer.ALIVE);
            peer.reconnectMillis = now + RECONNECT_MILLIS;
        }
        if (peer.heartbeatMillis <= now) {
            peer.heartbeatMillis = now + HEARTBEAT_MILLIS;
            peer.set(Peer.HEARTBEAT);
            session.send();
        }
        return Math.min(peer.reconnectMillis, peer.heartbeatMillis);
    }

    private long attendAbsent(Peer peer, long now) {
        boolean first = peer.status == Status.NONE && peer.connections == 0;
        if (!first && peer.reconnectMillis > now) return peer.reconnectMillis;
        if (!first && !peer.status.callsAgain()) return Long.MAX_VALUE; // it refused this process, and may call itself
        call(peer, now);
        return peer.reconnectMillis;
    }

    private void call(Peer peer, long now) {
        SocketAddress address = peer.address;
        if (address == null) return;
        peer.connections++;
        peer.reconnectMillis = now + RECONNECT_MILLIS;
        peer.heartbeatMillis = 0;
        peer.status = Status.CONNECTING;
        peer.lastHandshakeMillis = now;
        Channel channel = transport.newChannel(address);
        channel.config().setConnectTimeoutMillis(1000);
        var session = new Session(this, channel, peer);
        peer.session = session;
        channel.pipeline().addLast(session);
        loop.register(channel)
                .addListener(registered -> channel.connect(address).addListener(connected -> {
                    if (!connected.isSuccess()) session.close();
                }));
    }
}

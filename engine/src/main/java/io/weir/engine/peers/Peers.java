package io.weir.engine.peers;

import io.netty.channel.EventLoopGroup;
import io.weir.engine.loop.Addresses;
import io.weir.engine.loop.Transport;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.PeersConfig;
import io.weir.rules.table.StickTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All {@code peers} sections of the process, on a loop of their own; without a section there is none. Control thread.
 */
public final class Peers implements AutoCloseable {
    private final List<Group> groups = new CopyOnWriteArrayList<>();
    private final List<PeersListener> listeners = new ArrayList<>();
    private final @Nullable EventLoopGroup loops;

    private Peers(@Nullable EventLoopGroup loops) {
        this.loops = loops;
    }

    /**
     * Listens for peers; nobody is called and nobody is answered before {@link #start}.
     *
     * @param tables all of the process
     * @param reasons receives what goes wrong
     */
    public static Peers open(
            Configuration configuration, Collection<StickTable> tables, Transport transport, List<String> reasons) {
        if (configuration.peers().isEmpty()) return new Peers(null);
        EventLoopGroup loops = transport.peersLoop();
        var wiring =
                new Group.Wiring(loops.next(), transport, configuration.global().bufferBytes());
        var peers = new Peers(loops);
        for (var config : configuration.peers()) peers.open(config, tables, wiring, reasons);
        return peers;
    }

    private void open(PeersConfig config, Collection<StickTable> tables, Group.Wiring wiring, List<String> reasons) {
        var shared = tables.stream()
                .filter(table -> table.config().peers().equals(config.name()))
                .toList();
        Map<String, SocketAddress> addresses = new HashMap<>();
        for (var peer : config.peers()) {
            SocketAddress address = Addresses.of(peer.endpoint());
            addresses.put(peer.name(), address);
            if (address instanceof InetSocketAddress inet && inet.isUnresolved())
                reasons.add(peer.place() + ": peer '" + peer.name() + "': unknown host '" + inet.getHostString() + "'");
        }
        var bind = config.bind();
        var group = new Group(config, shared, addresses, wiring);
        groups.add(group);
        if (bind == null) return;
        try {
            var listener = PeersListener.open(bind, wiring, group::accept);
            listeners.add(listener);
            group.listensAt(listener.address());
        } catch (IOException e) {
            reasons.add(bind.place() + ": cannot listen for peers '" + config.name() + "': " + e.getMessage());
        }
    }

    /** Calls the others and answers them. */
    public void start() {
        for (PeersListener listener : listeners) listener.start();
        for (Group group : groups) on(group, group::start);
    }

    /** What {@code show peers} says; null when there is no section of that name. */
    public @Nullable String describe(String name, PeersText.Detail detail) {
        var texts = new ArrayList<String>();
        for (Group group : groups) {
            if (!name.isEmpty() && !group.config().name().equals(name)) continue;
            on(group, () -> texts.add(PeersText.of(group, detail)));
        }
        return texts.isEmpty() && !name.isEmpty() ? null : String.join("\n", texts.reversed());
    }

    /** Ends every session and listens no more. */
    @Override
    public void close() {
        for (PeersListener listener : listeners) listener.close();
        listeners.clear();
        for (Group group : groups) on(group, group::stop);
        groups.clear();
        if (loops != null) loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1500);
    }

    /** Does it on the group's loop and waits. */
    private static void on(Group group, Runnable task) {
        var running = group.loop().submit(task);
        running.awaitUninterruptibly();
        try {
            running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

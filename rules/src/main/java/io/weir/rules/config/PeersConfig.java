package io.weir.rules.config;

import io.weir.rules.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code peers} section that runs: the processes that keep their stick tables in step.
 *
 * @param local how this process is named among them
 * @param bind where it listens for the others; null: nowhere, it only connects to them
 * @param peers the others, in their order
 *     <p>Any thread; immutable.
 */
public record PeersConfig(
        String name, Place place, String local, @Nullable Bind bind, List<Peer> peers) {
    public PeersConfig {
        peers = List.copyOf(peers);
    }

    /** Another process. */
    public record Peer(String name, Endpoint endpoint, Place place) {}
}

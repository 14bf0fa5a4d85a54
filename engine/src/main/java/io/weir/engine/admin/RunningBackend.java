package io.weir.engine.admin;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.queue.PendingQueue;
import io.weir.engine.server.BackendLoad;
import io.weir.engine.server.DynamicCookie;
import io.weir.rules.config.BackendConfig;

/** A backend while the proxy runs; its servers are those of its queue's balancer. Any thread. */
public record RunningBackend(
        BackendConfig config,
        BackendCounters counters,
        BackendLoad load,
        PendingQueue queue,
        DynamicCookie dynamicCookie) {
    ServerSet servers() {
        return queue.balancer().servers();
    }
}

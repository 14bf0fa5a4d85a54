package io.weir.engine.admin;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.queue.PendingQueue;
import io.weir.rules.config.BackendConfig;

/** A backend while the proxy runs; its servers are those of its queue's balancer. Any thread. */
public record RunningBackend(BackendConfig config, BackendCounters counters, PendingQueue queue) {
    ServerSet servers() {
        return queue.balancer().servers();
    }
}

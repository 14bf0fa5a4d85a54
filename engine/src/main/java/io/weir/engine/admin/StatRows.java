package io.weir.engine.admin;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import io.weir.engine.account.BackendCounters;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.account.ResponseCounters;
import io.weir.engine.account.ServerCounters;
import io.weir.engine.account.SharedConnections.Kind;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.server.Server;
import io.weir.engine.server.ServerState;
import io.weir.rules.config.IdlePool;
import io.weir.rules.config.Mode;
import java.net.SocketAddress;
import java.util.Locale;

/**
 * Fills the lines of {@code show stat}. Columns of what Weir does not do at all, such as compression, are 0 as in a
 * HAProxy that does not either; those of what it does not measure are empty. Confined to one thread.
 */
final class StatRows {
    private final RunningProxy proxy;
    private final boolean addresses;
    private final long now;

    /** @param addresses whether the client may see where servers are and how they are chosen */
    StatRows(RunningProxy proxy, boolean addresses) {
        this.proxy = proxy;
        this.addresses = addresses;
        this.now = proxy.nowMillis();
    }

    StatRow frontend(StatSection section, RunningFrontend frontend) {
        FrontendCounters counters = frontend.counters();
        var row = new StatRow(section.name(), "FRONTEND");
        row.set("iid", section.number()).set("sid", 0).set("type", 0);
        row.set("mode", mode(frontend.config().mode().name()))
                .set("status", frontend.state().name());
        row.set("scur", counters.connections.open()).set("smax", counters.connections.highest());
        row.set("slim", Math.min(counters.connections.max(), proxy.connections().max()));
        row.set("stot", counters.sessions.sum()).set("conn_tot", counters.accepted.sum());
        row.set("bin", counters.bytesIn.sum()).set("bout", counters.bytesOut.sum());
        row.set("dreq", counters.deniedRequests.sum()).set("dresp", counters.deniedResponses.sum());
        row.set("dcon", counters.deniedConnections.sum()).set("dses", counters.deniedSessions.sum());
        row.set("ereq", counters.badRequests.sum()).set("req_tot", counters.requests.sum());
        row.set("rate", counters.sessionRate.perSecond(now)).set("rate_max", counters.sessionRate.max());
        row.set("conn_rate", counters.connectionRate.perSecond(now))
                .set("conn_rate_max", counters.connectionRate.max());
        row.set("req_rate", counters.requestRate.perSecond(now)).set("req_rate_max", counters.requestRate.max());
        if (frontend.config().mode() == Mode.HTTP) {
            row.set("intercepted", counters.intercepted.sum());
            responses(row, counters.responses);
        }
        row.set("rate_lim", counters.sessionLimit.max());
        row.zeros("comp_in", "comp_out", "comp_byp", "comp_rsp");
        row.set("wrew", counters.failedRewrites.sum()).set("eint", counters.internalErrors.sum());
        return row.zeros("cache_lookups", "cache_hits");
    }

    StatRow backend(StatSection section, RunningBackend backend) {
        BackendCounters counters = backend.counters();
        ServerSet servers = backend.servers();
        var row = new StatRow(section.name(), "BACKEND");
        row.set("iid", section.number()).set("sid", 0).set("type", 1);
        row.set("mode", mode(backend.config().mode().name()));
        if (addresses) row.set("algo", algorithm(backend));
        row.set("qcur", counters.queued.now()).set("qmax", counters.queued.max());
        row.set("scur", counters.sessions.now()).set("smax", counters.sessions.max());
        row.set("slim", backend.load().full());
        row.set("stot", counters.totalSessions.sum());
        row.set("rate", counters.sessionRate.perSecond(now)).set("rate_max", counters.sessionRate.max());
        row.set("lastsess", counters.sessionRate.secondsSinceLast(now));
        usability(row, servers);
        traffic(row, counters);
        if (backend.config().mode() == Mode.HTTP) {
            row.set("req_tot", counters.totalSessions.sum());
            responses(row, counters.responses);
        }
        row.set("qtime", counters.queueWait.millis());
        row.zeros("chkdown", "comp_in", "comp_out", "comp_byp", "comp_rsp", "cache_lookups");
        row.set("wrew", counters.failedRewrites.sum()).set("eint", counters.internalErrors.sum());
        return row.zeros("cache_hits", "agg_server_status", "agg_server_check_status", "agg_check_status");
    }

    StatRow server(StatSection section, RunningBackend backend, Server server) {
        ServerCounters counters = server.counters();
        var row = new StatRow(section.name(), server.name());
        row.set("iid", section.number()).set("sid", server.config().id()).set("type", 2);
        row.set("mode", mode(backend.config().mode().name()));
        if (addresses) row.set("addr", address(server.address()));
        row.set("qcur", counters.queued.now()).set("qmax", counters.queued.max());
        row.set("scur", counters.sessions.now()).set("smax", counters.sessions.max());
        if (server.slots().max() > 0) row.set("slim", server.slots().max());
        if (server.config().maxQueue() > 0) row.set("qlimit", server.config().maxQueue());
        row.set("stot", counters.totalSessions.sum());
        row.set("rate", counters.sessionRate.perSecond(now)).set("rate_max", counters.sessionRate.max());
        row.set("lastsess", counters.sessionRate.secondsSinceLast(now));
        row.set("status", status(server.state())).set("weight", server.weight());
        row.set("uweight", server.weight());
        row.set("act", server.config().backup() ? 0 : 1);
        row.set("bck", server.config().backup() ? 1 : 0);
        row.set("lastchg", (now - server.changedMillis()) / 1000);
        idleConnections(row, server);
        traffic(row, counters);
        if (backend.config().mode() == Mode.HTTP) {
            row.set("req_tot", counters.responses.sum());
            responses(row, counters.responses);
        }
        return row.set("wrew", counters.failedRewrites.sum()).set("eint", counters.internalErrors.sum());
    }

    private static void idleConnections(StatRow row, Server server) {
        var shared = server.counters().shared;
        row.set("srv_icur", shared.idle());
        int limit = server.config().pool().maxIdle();
        if (limit != IdlePool.UNLIMITED) row.set("src_ilim", limit);
        row.set("idle_conn_cur", shared.idle(Kind.IDLE)).set("safe_conn_cur", shared.idle(Kind.SAFE));
        row.set("used_conn_cur", shared.used()).set("need_conn_est", shared.needed());
    }

    private void usability(StatRow row, ServerSet servers) {
        long weight = 0;
        for (int i = 0; i < servers.size(); i++)
            if (servers.serves(servers.at(i))) weight += servers.at(i).weight();
        boolean up = servers.size() == 0 || servers.activeCount() + servers.backupCount() > 0;
        row.set("status", up ? "UP" : "DOWN").set("weight", weight).set("uweight", weight);
        row.set("act", servers.activeCount()).set("bck", servers.backupCount());
        row.set("lastchg", (now - proxy.startMillis()) / 1000);
    }

    private static void traffic(StatRow row, BackendCounters counters) {
        row.set("bin", counters.bytesIn.sum()).set("bout", counters.bytesOut.sum());
        row.set("dreq", counters.deniedRequests.sum()).set("dresp", counters.deniedResponses.sum());
        row.set("econ", counters.connectErrors.sum()).set("eresp", counters.responseErrors.sum());
        row.set("wretr", counters.retries.sum()).set("wredis", counters.redispatches.sum());
        row.set("lbtot", counters.chosen.sum());
        row.set("cli_abrt", counters.clientAborts.sum()).set("srv_abrt", counters.serverAborts.sum());
        row.set("connect", counters.newConnections.sum()).set("reuse", counters.reusedConnections.sum());
    }

    private static void traffic(StatRow row, ServerCounters counters) {
        row.set("bin", counters.bytesIn.sum()).set("bout", counters.bytesOut.sum());
        row.set("dresp", counters.deniedResponses.sum());
        row.set("econ", counters.connectErrors.sum()).set("eresp", counters.responseErrors.sum());
        row.set("wretr", counters.retries.sum()).set("wredis", counters.redispatches.sum());
        row.set("lbtot", counters.chosen.sum());
        row.set("cli_abrt", counters.clientAborts.sum()).set("srv_abrt", counters.serverAborts.sum());
        row.set("connect", counters.newConnections.sum()).set("reuse", counters.reusedConnections.sum());
    }

    private static void responses(StatRow row, ResponseCounters responses) {
        for (int hundreds = 1; hundreds <= 5; hundreds++) row.set("hrsp_" + hundreds + "xx", responses.of(hundreds));
        row.set("hrsp_other", responses.of(0));
    }

    private static String status(ServerState state) {
        return switch (state) {
            case UP -> "no check";
            case DRAIN -> "DRAIN";
            case MAINT -> "MAINT";
        };
    }

    private static String algorithm(RunningBackend backend) {
        if (backend.config().direct() != null) return "none";
        return backend.config().balance().algorithm().word();
    }

    private static String mode(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String address(SocketAddress address) {
        return switch (address) {
            case java.net.InetSocketAddress inet -> NetUtil.toSocketAddressString(inet);
            case DomainSocketAddress _ -> "unix";
            default -> address.toString();
        };
    }
}

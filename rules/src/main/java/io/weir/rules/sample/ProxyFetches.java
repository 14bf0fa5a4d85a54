package io.weir.rules.sample;

import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.LogFacts;
import io.weir.rules.Place;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.config.Timeouts;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the proxies and the server of a request are configured, and what rules made of it (configuration manual sections
 * 7.3.2 and 7.3.3). Any thread.
 */
final class ProxyFetches {
    private ProxyFetches() {}

    static void addTo(Fetches.Table table) {
        table.add("fe_id", INT, Needs.NOTHING, ProxyFetches::frontendId);
        table.add("fe_defbe", STR, Needs.NOTHING, ProxyFetches::defaultBackend);
        table.add("fe_client_timeout", INT, Needs.NOTHING, ProxyFetches::clientTimeout);
        table.add("be_id", INT, Needs.BACKEND, ProxyFetches::backendId);
        table.add("be_server_timeout", INT, Needs.BACKEND, txn -> backendMillis(txn, Timeouts::server));
        table.add("be_tunnel_timeout", INT, Needs.BACKEND, txn -> backendMillis(txn, Timeouts::tunnel));
        table.add(
                "cur_server_timeout",
                INT,
                Needs.BACKEND,
                txn -> currentMillis(txn, StreamSettings.Timeout.SERVER, Timeouts::server));
        table.add(
                "cur_tunnel_timeout",
                INT,
                Needs.BACKEND,
                txn -> currentMillis(txn, StreamSettings.Timeout.TUNNEL, Timeouts::tunnel));
        table.add("srv_id", INT, Needs.OUTCOME, ProxyFetches::serverId);
        table.add("prio_class", INT, Needs.NOTHING, (NumberExpression)
                txn -> txn.stream().priorityClass());
        table.add("prio_offset", INT, Needs.NOTHING, (NumberExpression)
                txn -> txn.stream().priorityOffsetMillis());
        table.add("last_rule_file", STR, Needs.NOTHING, txn -> file(txn.lastRule()));
        table.add("last_rule_line", INT, Needs.NOTHING, txn -> line(txn.lastRule()));
    }

    private static @Nullable Object file(@Nullable Place rule) {
        return rule == null ? null : rule.file();
    }

    private static @Nullable Object line(@Nullable Place rule) {
        return rule == null ? null : (Long) (long) rule.line();
    }

    private static @Nullable Object frontendId(Transaction txn) {
        FrontendConfig frontend = txn.inputs().frontend(txn.frontend());
        return frontend == null ? null : (Long) (long) frontend.id();
    }

    private static @Nullable Object defaultBackend(Transaction txn) {
        FrontendConfig frontend = txn.inputs().frontend(txn.frontend());
        if (frontend == null) return null;
        boolean own = frontend.defaultBackendPlace().equals(frontend.place()); // those of a listen itself
        return own ? null : frontend.defaultBackend();
    }

    private static @Nullable Object clientTimeout(Transaction txn) {
        FrontendConfig frontend = txn.inputs().frontend(txn.frontend());
        return frontend == null ? null : (Long) millis(frontend.timeouts().client());
    }

    /** As in HAProxy, a request is its frontend's as long as no backend is chosen. */
    private static @Nullable Object backendId(Transaction txn) {
        BackendConfig backend = backend(txn);
        return backend == null ? frontendId(txn) : (Long) (long) backend.id();
    }

    private static @Nullable Object serverId(Transaction txn) {
        BackendConfig backend = backend(txn);
        String name = txn.server();
        if (backend == null || name == null) return null;
        for (ServerConfig server : backend.servers()) if (server.name().equals(name)) return (Long) (long) server.id();
        return null;
    }

    private static long backendMillis(Transaction txn, Function<Timeouts, @Nullable Duration> which) {
        BackendConfig backend = backend(txn);
        return backend == null ? 0 : millis(which.apply(backend.timeouts()));
    }

    /** What a rule said, and else what is configured, from when there is a connection to a server on. */
    private static long currentMillis(
            Transaction txn, StreamSettings.Timeout timeout, Function<Timeouts, @Nullable Duration> which) {
        long said = txn.stream().millis(timeout);
        if (said != StreamSettings.TIMEOUT_UNSET) return said;
        LogFacts facts = txn.facts();
        boolean connected = facts == null ? txn.server() != null : facts.serverSource() != null;
        return connected ? backendMillis(txn, which) : 0;
    }

    /** The backend, or the other side of a {@code listen} whose lines run before one is chosen. */
    private static @Nullable BackendConfig backend(Transaction txn) {
        String name = txn.backend();
        if (name != null) return txn.inputs().backend(name);
        FrontendConfig frontend = txn.inputs().frontend(txn.frontend());
        if (frontend == null) return null;
        BackendConfig namesake = txn.inputs().backend(frontend.name());
        return namesake != null && namesake.id() == frontend.id() ? namesake : null;
    }

    private static long millis(@Nullable Duration timeout) {
        return timeout == null ? 0 : timeout.toMillis();
    }
}

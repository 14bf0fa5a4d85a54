package io.weir.engine.exchange;

import io.weir.engine.account.PersistenceState;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import io.weir.rules.config.PersistRule;
import io.weir.rules.config.PersistRule.Effect;
import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.config.PersistenceCookie.Mode;
import io.weir.rules.config.PersistenceCookie.Option;
import io.weir.rules.config.UseServer;
import org.jspecify.annotations.Nullable;

/**
 * The server that a request belongs to, if any: by a {@code use-server} line, else by its cookie, else by a stick table.
 * The letters are those of the termination state (configuration manual section 8.5). Loop-confined.
 */
final class Persistence {
    private final Exchange exchange;
    private final io.weir.rules.config.Persistence config;
    private final ServerSet servers;
    private final @Nullable PersistenceCookie cookie;
    private final boolean forced;
    private final boolean ignored;
    private final @Nullable Stickiness stickiness;
    private @Nullable Server pinned;
    private char asked = 'N';
    private char answered = 'N';

    /** When the cookie was set last and first, seconds since 1970; 0: it does not say. */
    private long lastSeconds;

    private long firstSeconds;

    private Persistence(Exchange exchange, Backend.Settings backend) {
        this.exchange = exchange;
        this.config = backend.config().persistence();
        this.servers = backend.backend().servers();
        this.cookie = config.cookie();
        var effect = effect(exchange.txn());
        this.forced = effect == Effect.FORCE;
        this.ignored = effect == Effect.IGNORE;
        this.pinned = byRule(exchange.txn());
        if (cookie != null)
            new RequestCookie(cookie, this).read(exchange.txn().request().headers());
        this.stickiness = config.stick().isEmpty() ? null : new Stickiness(config.stick(), exchange.txn(), servers);
        if (stickiness != null) this.pinned = stickiness.match(pinned, this::isOpen);
        note();
    }

    /** Null where nothing of the kind is configured. */
    static @Nullable Persistence of(Exchange exchange, Backend.Settings backend) {
        var config = backend.config().persistence();
        return config == io.weir.rules.config.Persistence.NONE ? null : new Persistence(exchange, backend);
    }

    /** The server, as long as nothing speaks against it. */
    @Nullable Server pinned() {
        return pinned;
    }

    /** Whether it stays there whatever happens to the server ({@code force-persist}). */
    boolean isForced() {
        return forced;
    }

    /** Whether it may leave a server that goes away while it waits there. */
    boolean mayMove() {
        return !forced && !config.evenDown();
    }

    /** It is to go to another server. */
    void unpin() {
        if (pinned != null && asked == 'V') asked = 'D';
        pinned = null;
        note();
    }

    private @Nullable Effect effect(Transaction txn) {
        for (PersistRule rule : config.exceptions()) {
            txn.running(rule.place());
            if (rule.condition().holds(txn)) return rule.effect();
        }
        return null;
    }

    private @Nullable Server byRule(Transaction txn) {
        for (UseServer rule : config.useServer()) {
            txn.running(rule.place());
            if (!rule.condition().holds(txn)) continue;
            Server named = servers.named(rule.server().render(txn));
            if (named == null) return null;
            if (isOpen(named)) return named;
        }
        return null;
    }

    private boolean isOpen(Server server) {
        return server.state().takesPinned() || config.evenDown() || forced;
    }

    // ---- the cookie

    /** The request's cookie names a server, perhaps with dates; empty: it names none. */
    void found(String name) {
        Server before = pinned;
        Server match = name.isEmpty() || ignored || before != null ? null : byCookie(name);
        if (match != null) pinned = match;
        else if (asked != 'D' && asked != 'E' && asked != 'O') asked = ignored || before != null ? 'U' : 'I';
    }

    void dated(long last, long first) {
        lastSeconds = last;
        firstSeconds = first;
    }

    /** @param letter E: not used for too long; O: too old */
    void expired(char letter) {
        asked = letter;
        lastSeconds = 0;
        firstSeconds = 0;
    }

    long nowSeconds() {
        return exchange.txn().inputs().nowMillis() / 1000;
    }

    private @Nullable Server byCookie(String name) {
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.at(i);
            if (!name.equals(server.cookie())) continue;
            asked = server.state().takesPinned() ? 'V' : 'D';
            if (isOpen(server)) return server;
        }
        return null;
    }

    /** That server has answered, and no rule has seen its response yet. */
    void answering(Server server) {
        if (stickiness != null) stickiness.store(server);
    }

    /** A response of that server is about to be passed on. */
    void answer(Server server) {
        if (cookie == null) return;
        var response = new ResponseCookie(cookie, exchange.txn(), server, pinned != null);
        if (!ignored) {
            response.meetServers();
            if (mustSet() && !response.isPreserved()) response.add(nowSeconds(), firstSeconds);
        }
        answered = response.letter();
        note();
    }

    /** The client does not have the cookie yet, or not with the dates of this moment. */
    private boolean mustSet() {
        var its = cookie;
        if (its == null || its.mode() != Mode.INSERT) return false;
        if (its.has(Option.POSTONLY) && !exchange.txn().request().method().equals("POST")) return false;
        boolean aged = (its.maxIdleSeconds() > 0 || lastSeconds > 0) && lastSeconds < nowSeconds();
        return pinned == null || aged || its.maxLifeSeconds() > 0 == (firstSeconds == 0);
    }

    private void note() {
        var its = cookie;
        boolean shown = its != null && (its.mode() != Mode.PASSIVE || its.has(Option.INDIRECT));
        if (shown) exchange.record().persistence = PersistenceState.of(asked, answered);
    }
}

package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.PeersConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code peers} section (configuration manual section 3.5). Confined to the reading thread. */
final class PeersSection {
    private static final String ADDRESS = "address:port";

    private final String name;
    private final List<PeersConfig.Peer> others = new ArrayList<>();
    private final Map<String, Place> names = new HashMap<>();
    private Place place = Place.NOWHERE;
    private @Nullable String local;
    private @Nullable Bind bind;
    private boolean disabled;
    private boolean hasPeerLines;
    private boolean hasBindLine;

    PeersSection(String name) {
        this.name = name;
    }

    static void addTo(KeywordTable table) {
        table.add("peer", Section.PEERS_ONLY, (line, draft) -> of(draft).peer(line, draft));
        table.add("server", Section.PEERS_ONLY, (line, draft) -> of(draft).server(line, draft));
        table.add("bind", Section.PEERS_ONLY, (line, draft) -> of(draft).bind(line, draft));
        table.add("default-bind", Section.PEERS_ONLY, (line, draft) -> defaultBind(line));
        table.add("default-server", Section.PEERS_ONLY, (line, draft) -> parameters(line));
        table.add("table", Section.PEERS_ONLY, StickTableKeyword::readOfPeers);
        table.add("disabled", Section.PEERS_ONLY, (line, draft) -> of(draft).disabled = true);
        table.add("enabled", Section.PEERS_ONLY, (line, draft) -> of(draft).disabled = false);
        table.add("log", Section.PEERS_ONLY, (line, draft) -> {
            throw line.fault(
                    "unsupported-value", line.place, "'log' in a 'peers' section is not supported by Weir yet", "");
        });
    }

    private static PeersSection of(Draft draft) {
        var section = draft.acls.shared().peers(draft.name);
        section.place = draft.place;
        return section;
    }

    private void peer(Line line, Draft draft) {
        hasPeerLines = true;
        if (hasBindLine) throw mixed(line);
        var word = name(line, draft);
        if (local == null || !word.text().equals(local)) {
            remote(line, word);
            return;
        }
        var address = line.word(ADDRESS);
        var endpoints = AddressReader.bind(line, address);
        if (endpoints.size() != 1) throw line.bad(address, "one address with one port");
        bind = new Bind(endpoints.getFirst(), "", 0, 0, 0, -1, false, ListenSocket.PLAIN, line.place);
        parameters(line);
    }

    /** With a {@code bind} line, this process is named without an address. */
    private void server(Line line, Draft draft) {
        var word = name(line, draft);
        if (local == null || !word.text().equals(local)) {
            remote(line, word);
            return;
        }
        if (line.words.hasNext() && isAddress(line.words.peek()))
            throw line.fault(
                    "bad-value",
                    line.words.place(),
                    "'server " + Latin1.readable(local) + "' is this process, and takes no address",
                    "the address in a 'bind' line");
        parameters(line);
    }

    private static boolean isAddress(String word) {
        return word.indexOf(':') >= 0 || word.indexOf('@') >= 0 || word.indexOf('/') >= 0;
    }

    private void remote(Line line, Word word) {
        var address = line.word(ADDRESS);
        var endpoint = AddressReader.server(line, address);
        if (endpoint instanceof Endpoint.Mapped(var host, int port)) {
            if (!host.isEmpty() || port != 0) throw line.bad(address, ADDRESS);
            line.warn(
                    "no-effect",
                    address.place(),
                    "'" + line.keyword + "': " + Line.quoted(address) + " is nowhere, and is never reached",
                    ADDRESS);
        }
        if (endpoint instanceof Endpoint.Inet(String host, int _) && host.isEmpty()) throw line.bad(address, ADDRESS);
        parameters(line);
        others.add(new PeersConfig.Peer(word.text(), endpoint, line.place));
    }

    /** Takes the name of a peer, and notes it when it is this process's. */
    private Word name(Line line, Draft draft) {
        var word = line.word("a peer's name");
        var before = names.putIfAbsent(word.text(), line.place);
        if (before != null)
            throw line.fault(
                    "duplicate-name",
                    word.place(),
                    "peers '" + Latin1.readable(name) + "' has a peer " + Line.quoted(word) + " already, declared at "
                            + before.fileAndLine(),
                    "another name");
        if (word.text().equals(draft.acls.shared().localPeer())) local = word.text();
        return word;
    }

    private void bind(Line line, Draft draft) {
        if (hasPeerLines) throw mixed(line);
        hasBindLine = true;
        BindKeyword.read(line, draft);
        var binds = draft.all(BindKeyword.BINDS);
        if (binds.size() > 1)
            throw line.fault(
                    "duplicate-keyword",
                    line.place,
                    "peers '" + Latin1.readable(name) + "' listens at one address only",
                    "one 'bind' line with one address");
        bind = binds.getFirst();
    }

    private static LineFault mixed(Line line) {
        return line.fault(
                "ambiguous-bind",
                line.place,
                "a 'peers' section has 'peer' lines or a 'bind' line, not both",
                "'server' instead of 'peer'");
    }

    private static void defaultBind(Line line) {
        while (line.words.hasNext()) throw BindKeyword.unknownParameter(line, line.words.take());
    }

    /** Peers are neither balanced nor queued for, so that nothing of what Weir knows of servers means anything here. */
    private static void parameters(Line line) {
        if (!line.words.hasNext()) return;
        var at = line.words.place();
        ServerParameters.INITIAL.read(line);
        line.warn("no-effect", at, "'" + line.keyword + "': these parameters have no effect on a peer", "");
    }

    /** Its record, or null when it does not run. */
    @Nullable PeersConfig config(Problems problems, String localPeer) {
        var known = local;
        if (disabled) return null;
        if (known == null) {
            problems.warning(
                    "incomplete-peers",
                    place,
                    "peers '" + Latin1.readable(name) + "' does not run: it has no peer named '"
                            + Latin1.readable(localPeer) + "', as this process is",
                    "'server " + Latin1.readable(localPeer) + "', or 'localpeer' in 'global'");
            return null;
        }
        return new PeersConfig(name, place, known, bind, others);
    }
}

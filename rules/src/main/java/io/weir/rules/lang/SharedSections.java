package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.PeersConfig;
import io.weir.rules.sample.EnvironmentValue;
import io.weir.rules.sample.PublicKeys;
import io.weir.rules.table.StickTableConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all proxies share: the environment, the keys that rules have named, and the sections that proxies use by name. A line may name one that stands further down, so what is missing is known only
 * at the end. Confined to the reading thread.
 */
final class SharedSections {
    static final String LOCAL_PEER = "HAPROXY_LOCALPEER";

    private final Environment environment;
    private final PublicKeys keys = new PublicKeys();
    private final Map<String, HttpErrors> httpErrors = new TreeMap<>();
    private final Map<String, Userlist> userlists = new TreeMap<>();
    private final Map<String, PeersSection> peers = new LinkedHashMap<>();
    private final Map<String, StickTableConfig> tables = new LinkedHashMap<>();
    private final Set<String> sticky = new TreeSet<>();
    private final boolean peerIsFixed;
    private final Map<Section, Set<String>> declared = new EnumMap<>(Section.class);
    private final List<Use> uses = new ArrayList<>();

    /** @param status that of a page which should be there; 0: none in particular */
    private record Use(Section section, String name, int status, Place place) {}

    SharedSections(Environment environment) {
        this(environment, false);
    }

    /** @param peerIsFixed whether the environment says how this process is named among peers, whatever a line says */
    SharedSections(Environment environment, boolean peerIsFixed) {
        this.environment = environment;
        this.peerIsFixed = peerIsFixed;
    }

    /** What the environment says where the reader stands now. */
    EnvironmentValue variable(String name) {
        return new EnvironmentValue(environment.get(name));
    }

    PublicKeys keys() {
        return keys;
    }

    /** False when there is such a section already. */
    boolean declare(Section section, String name) {
        return declared(section).add(name);
    }

    private Set<String> declared(Section section) {
        return declared.computeIfAbsent(section, _ -> new TreeSet<>());
    }

    HttpErrors httpErrors(String name) {
        return httpErrors.computeIfAbsent(name, _ -> new HttpErrors());
    }

    Userlist userlist(String name) {
        return userlists.computeIfAbsent(name, Userlist::new);
    }

    /** The section of that name, which a line uses. */
    HttpErrors useHttpErrors(Word name, int status) {
        uses.add(new Use(Section.HTTP_ERRORS, name.text(), status, name.place()));
        return httpErrors(name.text());
    }

    /** The section of that name, which a line uses. */
    Userlist useUserlist(String name, Place place) {
        uses.add(new Use(Section.USERLIST, name, 0, place));
        return userlist(name);
    }

    PeersSection peers(String name) {
        return peers.computeIfAbsent(name, PeersSection::new);
    }

    /** A line wants its table kept in step by that section. */
    void usePeers(Word name) {
        uses.add(new Use(Section.PEERS, name.text(), 0, name.place()));
    }

    /** How this process is named among peers. */
    String localPeer() {
        var name = environment.get(LOCAL_PEER);
        return name == null ? "" : name;
    }

    /** {@code localpeer}: no peer has been read under another name, and none was given on the command line. */
    void localPeer(Line line, Word name) {
        var why =
                peerIsFixed ? "'-L' on the command line wins" : "'peers' sections before it have been read without it";
        if (peerIsFixed || !peers.isEmpty()) line.warn("no-effect", line.place, "'localpeer' is ignored: " + why, "");
        else environment.assign(LOCAL_PEER, name.text());
    }

    /** The sections that run. */
    List<PeersConfig> runningPeers(Problems problems) {
        var running = new ArrayList<PeersConfig>();
        for (var section : peers.values()) {
            var config = section.config(problems, localPeer());
            if (config != null) running.add(config);
        }
        return running;
    }

    boolean hasTable(String name) {
        return tables.containsKey(name);
    }

    void add(StickTableConfig table) {
        tables.putIfAbsent(table.name(), table); // two of one name are reported where proxies are compared
    }

    /** A {@code stick} line uses that table, which may stand further down. */
    void stickTo(String table) {
        sticky.add(table);
    }

    /** Whether that table is to remember servers. */
    boolean isSticky(StickTableConfig table) {
        return sticky.contains(table.name());
    }

    /** All stick tables, in their order. */
    Map<String, StickTableConfig> tables() {
        return tables;
    }

    /** Reports uses of what is not there. */
    void check(Problems problems) {
        for (var use : uses) {
            var known = declared(use.section);
            if (!known.contains(use.name)) {
                var nearest = Nearest.to(use.name, known);
                problems.error(
                        "unknown-section",
                        use.place,
                        "there is no '" + use.section.word() + "' section named '" + Latin1.readable(use.name) + "'",
                        nearest == null ? "" : "'" + nearest + "'");
            } else if (use.status > 0 && !httpErrors(use.name).pages().containsKey(use.status)) {
                problems.warning(
                        "missing-page",
                        use.place,
                        "'http-errors " + Latin1.readable(use.name) + "' has no page for status " + use.status,
                        "'errorfile " + use.status + "' there");
            }
        }
        for (var list : userlists.values()) list.check(problems);
    }
}

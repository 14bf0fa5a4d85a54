package io.weir.rules.lang;

import io.weir.rules.CaptureSlots;
import io.weir.rules.Effects;
import io.weir.rules.Place;
import io.weir.rules.config.Mode;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.ArgumentType;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.SampleType;
import io.weir.rules.sample.ServerName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What rules of one proxy section can see: the section itself, the ACLs named in it so far, and what it captures. Confined to the reading
 * thread.
 */
public final class AclScope {
    private final Section section;
    private final String proxy;
    private final Path folder;
    private final PatternRefs patterns;
    private final SharedSections shared;
    private final Map<String, NamedAcl> acls = new TreeMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<CaptureSlots.Slot> requestSlots = new ArrayList<>();
    private final List<CaptureSlots.Slot> responseSlots = new ArrayList<>();
    private Mode mode = Mode.HTTP;

    /**
     * @param proxy name of the section
     * @param folder against which relative file names ({@code -f}, {@code file}) are resolved
     * @param patterns those of the whole configuration
     */
    public AclScope(Section section, String proxy, Path folder, PatternRefs patterns) {
        this(section, proxy, folder, patterns, new SharedSections(new Environment(Map.of())));
    }

    /** @param shared the sections that the lines of the proxy may name */
    AclScope(Section section, String proxy, Path folder, PatternRefs patterns, SharedSections shared) {
        this.section = section;
        this.proxy = proxy;
        this.folder = folder;
        this.patterns = patterns;
        this.shared = shared;
    }

    /** Kind of a proxy section. */
    public enum Section {
        DEFAULTS,
        FRONTEND,
        BACKEND,
        LISTEN
    }

    /** Every proxy and server that the rules read so far name, for the binder to check. */
    public List<Reference> references() {
        return List.copyOf(references);
    }

    SharedSections shared() {
        return shared;
    }

    Section section() {
        return section;
    }

    String proxy() {
        return proxy;
    }

    /** What the section speaks as far as it was read. */
    Mode mode() {
        return mode;
    }

    void mode(Mode said) {
        mode = said;
    }

    Path resolve(String file) {
        return folder.resolve(file);
    }

    PatternRefs patterns() {
        return patterns;
    }

    /**
     * The reference of a file of patterns.
     *
     * @throws BadArgumentException when it cannot be had
     */
    PatternRef patternFile(String text, PatternRef.Columns columns, PatternRefs.Use use) throws BadArgumentException {
        String name = Latin1.readable(text);
        Path file = resolve(name);
        try {
            return patterns.file(name, file, columns, use);
        } catch (NoSuchFileException e) {
            throw new BadArgumentException("file " + file + " does not exist", "");
        } catch (IOException e) {
            throw new BadArgumentException("cannot read " + file + ": " + e.getMessage(), "");
        } catch (PatternException e) {
            throw new BadArgumentException(e.problem(), e.expected());
        }
    }

    /** Whether the section has clients, and so captures of its own. */
    boolean hasClients() {
        return section == Section.FRONTEND || section == Section.LISTEN;
    }

    /** Takes note of a capture; returns its id. */
    int slot(Effects.Side side, CaptureSlots.Slot slot) {
        slotsOf(side).add(slot);
        return slotsOf(side).size() - 1;
    }

    /** The captures of the section so far. */
    List<CaptureSlots.Slot> slots(Effects.Side side) {
        return List.copyOf(slotsOf(side));
    }

    /** A {@code defaults} section makes them for every frontend that it is for. */
    boolean makesSlots() {
        return hasClients() || section == Section.DEFAULTS;
    }

    /** The slots of its {@code defaults} come first, since rules there know them by these numbers. */
    void takeSlots(AclScope defaults) {
        if (!hasClients()) return;
        for (var side : Effects.Side.values()) slotsOf(side).addAll(defaults.slotsOf(side));
    }

    private List<CaptureSlots.Slot> slotsOf(Effects.Side side) {
        return side == Effects.Side.REQUEST ? requestSlots : responseSlots;
    }

    /** The ACL of that name, or null. */
    @Nullable NamedAcl acl(String name) {
        return acls.get(name);
    }

    /** The ACL of that name; made when there is none. */
    NamedAcl aclOrNew(String name) {
        return acls.computeIfAbsent(name, NamedAcl::new);
    }

    Set<String> aclNames() {
        return acls.keySet();
    }

    /**
     * Takes note of an argument that names a proxy or server.
     *
     * @param given what stands there; empty when the proxy itself is meant
     * @param fetch for the message
     */
    void refer(ArgumentType type, Object value, String given, Place place, String fetch) {
        switch (type) {
            case FRONTEND -> {
                if (isProxyOfDefaults(given)) return;
                checkSelf(given.isEmpty(), Section.FRONTEND, "frontend", place, fetch);
                references.add(new Reference(Reference.Kind.FRONTEND, (String) value, "", place));
            }
            case BACKEND -> {
                if (isProxyOfDefaults(given)) return;
                checkSelf(given.isEmpty(), Section.BACKEND, "backend", place, fetch);
                references.add(new Reference(Reference.Kind.BACKEND, (String) value, "", place));
            }
            case SERVER -> {
                ServerName name = (ServerName) value;
                checkSelf(given.indexOf('/') < 0, Section.BACKEND, "backend", place, fetch);
                references.add(new Reference(Reference.Kind.SERVER, name.backend(), name.server(), place));
            }
            case TABLE -> table(given, SampleType.ANY, place, fetch);
            case STRING, INTEGER, BOOLEAN, IP4, IP6, MASK4, MASK6, VARIABLE, OPERAND, SECRET, FIELD_PATH -> {}
            case USERLIST, ENVIRONMENT -> {}
        }
    }

    /**
     * Takes note of a stick table that is used and gives back its name.
     *
     * @param given empty: that of the proxy itself
     * @param keys type of the keys that are looked up there
     * @param user for the message
     */
    String table(String given, SampleType keys, Place place, String user) {
        if (given.isEmpty() && section == Section.DEFAULTS)
            throw new LineFault(new Problem(
                    Severity.ERROR,
                    "missing-argument",
                    place,
                    "'" + user + "' means the proxy's own stick table, and 'defaults' has none",
                    "the name of a stick table"));
        String name = given.isEmpty() ? proxy : given;
        references.add(new Reference(Reference.Kind.TABLE, name, "", place, keys));
        return name;
    }

    /** Whether whichever proxy takes the line over is meant, which is known only when it runs. */
    private boolean isProxyOfDefaults(String given) {
        return given.isEmpty() && section == Section.DEFAULTS;
    }

    private void checkSelf(boolean self, Section wanted, String title, Place place, String fetch) {
        if (!self || section == wanted || section == Section.LISTEN) return;
        throw new LineFault(new Problem(
                Severity.ERROR,
                "missing-argument",
                place,
                "'" + fetch + "' means the proxy itself here, and that is no " + title,
                "the name of a " + title));
    }
}

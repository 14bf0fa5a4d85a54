package io.weir.rules.lang;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules of one proxy section can see: the section itself and the ACLs named in it so far. Confined to the reading
 * thread.
 */
public final class AclScope {
    private final Section section;
    private final String proxy;
    private final Path folder;
    private final List<Reference> references = new ArrayList<>();

    /**
     * @param proxy name of the section
     * @param folder against which relative file names ({@code -f}, {@code file}) are resolved
     */
    public AclScope(Section section, String proxy, Path folder) {
        this.section = section;
        this.proxy = proxy;
        this.folder = folder;
    }

    /** Kind of a proxy section. */
    public enum Section {
        DEFAULTS,
        FRONTEND,
        BACKEND,
        LISTEN
    }

    Section section() {
        return section;
    }

    String proxy() {
        return proxy;
    }

    Path resolve(String file) {
        return folder.resolve(file);
    }

    void refer(Reference reference) {
        references.add(reference);
    }

    /** Every proxy and server that the rules read so far name, for the binder to check. */
    public List<Reference> references() {
        return List.copyOf(references);
    }
}

package io.weir.scripting;

import io.weir.rules.Place;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.PatternFiles;
import io.weir.rules.sample.PublicKeys;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The map files and public keys that scripts reach: those of the configuration by the names that it has for them, and while modules are
 * loaded also others in the rules root. Any thread.
 */
final class ScriptMaps implements PatternFiles {
    private final PatternRefs patterns;
    private final PublicKeys keys;
    private final Path root;
    private volatile boolean frozen;

    /** @param root real path of the folder out of which no file is read */
    ScriptMaps(PatternRefs patterns, PublicKeys keys, Path root) {
        this.patterns = patterns;
        this.keys = keys;
        this.root = root;
    }

    /** From now on no file is read: a hook must not wait for a disk. */
    void freeze() {
        frozen = true;
    }

    /** Those of the configuration: a script reads none. */
    @Override
    public PublicKeys keys() {
        return keys;
    }

    @Override
    public PatternRef open(String name) throws BadArgumentException {
        PatternRef known = patterns.named(name);
        if (known == null) return read(name);
        if (known.columns() == PatternRef.Columns.TWO) return known;
        throw new BadArgumentException("'" + name + "' is read as a file of keys alone", "a file of keys and values");
    }

    private PatternRef read(String name) throws BadArgumentException {
        if (frozen)
            throw new BadArgumentException(
                    "the map '" + name + "' was not read when the rules were loaded",
                    "core.map() with it at the top of a module, or a map of the configuration");
        try {
            Path file = root.resolve(name).toRealPath();
            if (!file.startsWith(root))
                throw new BadArgumentException(
                        "the map '" + name + "' lies outside of the rules root", "a file in " + root);
            var use = new PatternRefs.Use(PatternRef.User.MAP, new Place(root.toString(), 0, 0));
            return patterns.file(name, file, PatternRef.Columns.TWO, use);
        } catch (NoSuchFileException e) {
            throw new BadArgumentException("there is no file '" + name + "'", "a file in " + root);
        } catch (IOException e) {
            throw new BadArgumentException("cannot read '" + name + "': " + e.getMessage(), "");
        } catch (PatternException e) {
            throw new BadArgumentException(e.problem(), e.expected());
        }
    }
}

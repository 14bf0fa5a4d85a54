package io.weir.scripting;

import io.weir.rules.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;

/** Turns places in script sources into places as a user names them. Any thread; filled before it is shared. */
final class SourceNames {
    private final Path realRoot;
    private final Path namedRoot;
    private final Map<String, String> named = new HashMap<>();

    /** @param namedRoot the rules root as the configuration has it, {@code realRoot} what that is on disk */
    SourceNames(Path realRoot, Path namedRoot) {
        this.realRoot = realRoot;
        this.namedRoot = namedRoot;
    }

    /** A file of a {@code rules} line is called as that line calls it. */
    void name(Path realFile, Path asNamed) {
        named.putIfAbsent(realFile.toString(), asNamed.toString());
    }

    /** Whether that source is a rule module and not a part of the host. */
    boolean isRule(Source source) {
        return !source.isInternal() && source.getPath() != null;
    }

    /** As a user would write it. */
    String of(Path realFile) {
        String given = named.get(realFile.toString());
        if (given != null) return given;
        return realFile.startsWith(realRoot)
                ? namedRoot.resolve(realRoot.relativize(realFile)).toString()
                : realFile.toString();
    }

    /** Where a section starts; {@code otherwise} when it is not in a rule module. */
    Place place(SourceSection section, Place otherwise) {
        Source source = section.getSource();
        if (!isRule(source)) return otherwise;
        String file = of(Path.of(source.getPath()));
        return section.hasLines()
                ? new Place(file, section.getStartLine(), section.getStartColumn())
                : new Place(file, 0, 0);
    }
}

package io.weir.rules.sample;

import io.weir.rules.pattern.PatternRef;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the files that converters name: maps and public keys. Any thread. */
@FunctionalInterface
public interface PatternFiles {
    /**
     * The reference of that file of keys and values.
     *
     * @throws BadArgumentException when it cannot be read
     */
    PatternRef open(String name) throws BadArgumentException;

    /** The public keys that rules have named so far. */
    default PublicKeys keys() {
        return PublicKeys.NONE;
    }

    /** Where the public key of that name is; null: nothing is read here, and only those named so far are there. */
    default @Nullable Path keyFile(String name) {
        return null;
    }
}

package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.sample.SampleType;

/**
 * A proxy or server that a rule names. Whether it exists is known only when every section has been read.
 *
 * @param proxy its name, never empty
 * @param server empty unless a server is meant
 * @param place of the word that names it
 * @param keys type of the keys that are looked up in a table
 *     <p>Any thread.
 */
public record Reference(Kind kind, String proxy, String server, Place place, SampleType keys) {
    Reference(Kind kind, String proxy, String server, Place place) {
        this(kind, proxy, server, place, SampleType.ANY);
    }

    /** What is meant. A {@code listen} is both a frontend and a backend. */
    public enum Kind {
        FRONTEND,
        BACKEND,
        SERVER,
        /** The stick table of a proxy. */
        TABLE
    }
}

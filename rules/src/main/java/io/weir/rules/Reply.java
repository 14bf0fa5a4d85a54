package io.weir.rules;

import java.util.List;

/**
 * A response that Weir makes itself: of a rule, an error file or its built-in pages. Any thread; immutable, the byte
 * arrays are never changed.
 */
public sealed interface Reply {
    /** 100 to 599. */
    int status();

    /**
     * A reply in parts; Content-Length is added when it is written.
     *
     * @param reason empty: the standard one of the status
     */
    record Composed(int status, String reason, List<Field> fields, byte[] body) implements Reply {
        public Composed {
            fields = List.copyOf(fields);
        }
    }

    /** A whole response as an {@code errorfile} holds it, sent as it is; the connection is closed after it. */
    record Raw(int status, byte[] bytes) implements Reply {}

    /** One field line. */
    record Field(String name, String value) {}
}

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
    record Raw(int status, byte[] bytes) implements Reply {
        /** Whether it has no bytes: the connection closes without an answer. */
        public boolean isSilent() {
            return bytes.length == 0;
        }
    }

    /** The page that the proxies of the request have for a status, or the built-in one. */
    record Page(int status) implements Reply {}

    /**
     * The page of 401 with the request for a name and a password.
     *
     * @param field {@code www-authenticate}
     */
    record Challenge(int status, String field, String realm) implements Reply {
        /** The value of the field (RFC 7617 section 2). */
        public String value() {
            return "Basic realm=\"" + realm + "\"";
        }
    }

    /** One field line. */
    record Field(String name, String value) {}
}

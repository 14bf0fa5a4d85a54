package io.weir.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.IllegalEffectException;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A reply that a rule makes ({@code http-request return}). Any thread; immutable.
 */
public sealed interface ReplyTemplate {
    /** @throws IllegalEffectException when a sample brings in a character that is not legal in a header */
    Reply reply(Transaction txn);

    /** A whole response out of a file. */
    record Whole(Reply.Raw reply) implements ReplyTemplate {
        @Override
        public Reply reply(Transaction txn) {
            return reply;
        }
    }

    /** The page that the proxies have for a status. */
    record Page(Reply.Page page) implements ReplyTemplate {
        public Page(int status) {
            this(new Reply.Page(status));
        }

        @Override
        public Reply reply(Transaction txn) {
            return page;
        }
    }

    /** One that stands in another section, perhaps further down, and is known once all is loaded. */
    record Elsewhere(Supplier<ReplyTemplate> found) implements ReplyTemplate {
        @Override
        public Reply reply(Transaction txn) {
            return found.get().reply(txn);
        }
    }

    /**
     * Put together for each transaction.
     *
     * @param contentType empty: none
     */
    record Parts(int status, String contentType, List<Field> fields, Body body) implements ReplyTemplate {
        public Parts {
            fields = List.copyOf(fields);
        }

        @Override
        public Reply reply(Transaction txn) {
            List<Reply.Field> rendered = new ArrayList<>(fields.size() + 1);
            for (Field field : fields) {
                String value = field.value.render(txn);
                // a header without a value is left out, as HAProxy does
                if (!value.isEmpty()) rendered.add(new Reply.Field(field.name, checked(value)));
            }
            if (!contentType.isEmpty()) rendered.add(new Reply.Field("content-type", contentType));
            return new Reply.Composed(status, "", rendered, body.bytes(txn));
        }

        private static String checked(String value) {
            for (int i = 0; i < value.length(); i++)
                if (value.charAt(i) == '\r' || value.charAt(i) == '\n' || value.charAt(i) == 0)
                    throw new IllegalEffectException("a header of a reply holds a character that is not legal there");
            return value;
        }
    }

    /** One header. */
    record Field(String name, LogFormat value) {}

    /** The body's bytes. */
    @FunctionalInterface
    interface Body {
        byte[] bytes(Transaction txn);

        /** The same for everybody; the array is never changed. */
        static Body fixed(byte[] bytes) {
            return txn -> bytes;
        }

        static Body of(LogFormat format) {
            return txn -> format.render(txn).getBytes(ISO_8859_1);
        }
    }
}

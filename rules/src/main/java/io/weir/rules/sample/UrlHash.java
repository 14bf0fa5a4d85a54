package io.weir.rules.sample;

import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HeaderValues.Split;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A hash over {@code Host} and path, as {@code base32} and {@code url32} give it (configuration manual section 7.3.6):
 * sdbm with full avalanche over signed bytes. Any thread; immutable.
 *
 * @param path with the query or without
 */
record UrlHash(HeaderValues host, UriPart path) implements NumberExpression {
    private static final UrlHash BASE = new UrlHash(new HeaderValues("host", Split.COMMAS), UriPart.PATH);
    private static final UrlHash URL = new UrlHash(new HeaderValues("host", Split.LINES), UriPart.PATHQ);

    static void addTo(Fetches.Table table) {
        table.add("base32", SampleType.INT, Needs.REQUEST, BASE);
        table.add("base32+src", SampleType.BIN, Needs.REQUEST, BASE::withSource);
        table.add("url32", SampleType.INT, Needs.REQUEST, URL);
        table.add("url32+src", SampleType.BIN, Needs.REQUEST, URL::withSource);
    }

    @Override
    public long number(Transaction txn) {
        Headers headers = txn.request().headers();
        long name = host.nth(headers, 1);
        int hash = 0;
        if (name >= 0) hash = hashed(hash, headers.bytes(), HeaderValues.start(name), HeaderValues.end(name));
        var sum = new Sum(hash);
        path.anyText(txn, sum);
        return HashFunction.spread(sum.hash) & 0xffffffffL;
    }

    /** Four bytes of the hash, then those of the client's address. */
    private @Nullable Object withSource(Transaction txn) {
        Object source = ConnectionFetches.ip(txn.connection().source());
        if (!(source instanceof InetAddress address)) return null;
        byte[] bytes = address.getAddress();
        return Casts.latin(ByteBuffer.allocate(4 + bytes.length)
                .putInt((int) number(txn))
                .put(bytes)
                .array());
    }

    private static int hashed(int before, byte[] bytes, int start, int end) {
        int hash = before;
        for (int i = start; i < end; i++) hash = bytes[i] + (hash << 6) + (hash << 16) - hash;
        return hash;
    }

    /** Takes the text that it is given into the hash. Loop-confined. */
    private static final class Sum implements TextTest {
        private int hash;

        Sum(int hash) {
            this.hash = hash;
        }

        @Override
        public boolean passes(byte[] bytes, int start, int end) {
            hash = hashed(hash, bytes, start, end);
            return true;
        }
    }
}

package io.weir.rules.sample;

import static io.weir.rules.sample.Hello.number;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The version that the client's first TLS or SSL message names, the major number above the minor one's 16 bits; in a hello
 * of SSL 3 and later that of the hello, not of its record. Any thread; immutable.
 */
record HelloVersion() implements Expression {
    private static final int RECORD_HEAD = 5;
    private static final int LARGEST_RECORD = (1 << 14) + 2048;
    private static final int SSL2_NUMBERS = 8;

    @Override
    public SampleType type() {
        return SampleType.INT;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Content content = Direction.CLIENT.raw(txn);
        if (content == null) return null;
        if (content.length() == 0) return HelloFetches.await(content);
        return HelloFetches.isRecord(content) ? ofRecord(content) : ofSsl2(content);
    }

    private static @Nullable Object ofRecord(Content content) {
        if (content.length() < RECORD_HEAD + 6) return HelloFetches.await(content);
        int bytes = number(content, 3, 2);
        if (number(content, 1, 1) < 3 || bytes < 6 || bytes > LARGEST_RECORD) return null;
        return version(content, RECORD_HEAD, bytes, RECORD_HEAD + 4);
    }

    /** The format before SSL 3, with a record head of two bytes, or of three with padding. */
    private static @Nullable Object ofSsl2(Content content) {
        boolean padded = (content.at(0) & 0x80) == 0;
        int head = padded ? 3 : 2;
        if (content.length() <= head) return HelloFetches.await(content);
        if (content.at(head) != 1) return null;
        int numbers = head + 1;
        if (content.length() < numbers + SSL2_NUMBERS) return HelloFetches.await(content);
        int ciphers = number(content, numbers + 2, 2);
        int session = number(content, numbers + 4, 2);
        int challenge = number(content, numbers + 6, 2);
        if (ciphers % 3 != 0 || session != 0 && session != 16 || challenge < 16 || challenge > 32) return null;
        int bytes = ciphers + session + challenge;
        if ((number(content, 0, 2) & (padded ? 0x3fff : 0x7fff)) != 9 + bytes) return null;
        int padding = padded ? number(content, 2, 1) : 0;
        return version(content, numbers + SSL2_NUMBERS, bytes + padding, numbers);
    }

    /** The version at that place once as much of the message is there as can be. */
    private static @Nullable Object version(Content content, int start, int bytes, int at) {
        if (content.length() - start < Math.min(bytes, content.capacity())) return HelloFetches.await(content);
        return (long) number(content, at, 1) << 16 | number(content, at + 1, 1);
    }
}

package io.weir.rules.sample;

import io.weir.rules.Content;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the ClientHello that a TLS connection begins with (RFC 8446 section 4.1.2). It must come in one record. Any
 * thread.
 */
final class Hello {
    /** Bytes of a ClientHello up to the length of its session id. */
    private static final int FIXED_BYTES = 34;

    private static final int LEAST_BYTES = FIXED_BYTES + 1 + 2 + 2 + 1 + 1 + 2 + 2;
    private static final int HANDSHAKE_HEAD = 4;
    private static final int RECORD_HEAD = 5;
    private static final int HANDSHAKE = 0x16;

    private final Content content;
    private int at;
    private int left;

    private Hello(Content content) {
        this.content = content;
    }

    /**
     * The extensions of a hello.
     *
     * @param end behind the last one
     */
    record Extensions(Content content, int start, int end) {
        /** Where the extension of that type begins, at its type; -1: there is none. */
        int find(int type) {
            int at = start;
            while (end - at >= 4) {
                if (at + 4 + length(at) > end) return MALFORMED;
                if (number(content, at, 2) == type) return at;
                at += 4 + length(at);
            }
            return ABSENT;
        }

        /** Bytes of the extension at that place. */
        int length(int at) {
            return number(content, at + 2, 2);
        }
    }

    static final int ABSENT = -1;
    static final int MALFORMED = -2;

    /** The extensions of the hello there; null: it is none, or has none, or is not whole yet. */
    static @Nullable Extensions extensions(@Nullable Content content) {
        if (content == null) return null;
        var hello = new Hello(content);
        return hello.isWhole() && hello.toExtensions()
                ? new Extensions(content, hello.at, hello.at + hello.left)
                : null;
    }

    /** Whether it is a hello to its end, as far as that can be seen from its lengths. */
    private boolean isWhole() {
        if (!has(1) || byteAt(0) != HANDSHAKE) return false;
        if (!has(3) || byteAt(1) < 3) return false;
        if (!has(RECORD_HEAD) || number(content, 3, 2) < HANDSHAKE_HEAD + LEAST_BYTES) return false;
        if (!has(RECORD_HEAD + 1) || byteAt(RECORD_HEAD) != 1) return false;
        if (!has(RECORD_HEAD + HANDSHAKE_HEAD)) return false;
        left = number(content, RECORD_HEAD + 1, 3);
        at = RECORD_HEAD + HANDSHAKE_HEAD;
        return left >= LEAST_BYTES && has(at + left) && byteAt(at) >= 3 && byteAt(at + 1) >= 1;
    }

    private boolean toExtensions() {
        int session = byteAt(at + FIXED_BYTES);
        if (session > 32 || session > left - FIXED_BYTES - 1) return false;
        skip(FIXED_BYTES + 1 + session);
        if (left < 4) return false;
        int ciphers = number(content, at, 2);
        if (ciphers < 2 || ciphers > left) return false;
        skip(2 + ciphers);
        if (left < 2) return false;
        int compressions = byteAt(at);
        if (compressions < 1 || compressions > left) return false;
        skip(1 + compressions);
        if (left < 2) return false;
        int extensions = number(content, at, 2);
        if (extensions > left - 2) return false;
        at += 2;
        left = extensions;
        return true;
    }

    private void skip(int bytes) {
        at += bytes;
        left -= bytes;
    }

    private boolean has(int bytes) {
        if (content.length() >= bytes) return true;
        content.awaitMore();
        return false;
    }

    private int byteAt(int index) {
        return content.at(index) & 0xff;
    }

    /** A number of that many bytes, the highest first. */
    static int number(Content content, int at, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) number = number << 8 | content.at(at + i) & 0xff;
        return number;
    }
}

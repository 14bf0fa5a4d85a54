package io.weir.engine.account;

import io.weir.rules.config.LogTarget;
import io.weir.rules.sample.LogOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line on its way to a log target, in a buffer that is used again. What does not fit into its limit is cut off.
 * Confined to the thread that took it from the queue.
 */
final class LogLine implements LogOutput {
    /** Buffers that grew beyond this for a rare long line are not kept. */
    private static final int KEPT = 2048;

    private static final String HEX = "0123456789ABCDEF";

    private byte[] bytes = new byte[256];
    private int length;
    private int limit;
    private boolean cut;
    long millis;
    int level;

    @Nullable LogTarget target;

    /** Written by whoever hands the line over; see {@link LogRing}. */
    volatile long sequence;

    long position;

    /**
     * Begins a line.
     *
     * @param limit bytes that the text may have
     */
    void start(LogTarget target, int level, long millis, int limit) {
        this.target = target;
        this.level = level;
        this.millis = millis;
        start(limit);
    }

    /** Begins a text that is no line of its own. */
    void start(int limit) {
        if (bytes.length > KEPT) bytes = new byte[KEPT];
        this.limit = limit;
        length = 0;
        cut = false;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether something did not fit. */
    boolean isCut() {
        return cut;
    }

    /** Takes back what was written after that length. */
    LogLine back(int earlier) {
        length = earlier;
        cut = false;
        return this;
    }

    /** Lets the text be longer by that much. */
    void extend(int more) {
        limit += more;
    }

    LogLine put(char ascii) {
        if (length >= limit) {
            cut = true;
            return this;
        }
        if (length == bytes.length) bytes = Arrays.copyOf(bytes, length * 2);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LogLine put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) put(ascii.charAt(i));
        return this;
    }

    LogLine put(long number) {
        if (number < 0) {
            put('-');
            return put(-number);
        }
        long unit = 1;
        for (long rest = number; rest >= 10; rest /= 10) unit *= 10;
        for (; unit > 0; unit /= 10) put((char) ('0' + number / unit % 10));
        return this;
    }

    /** Bytes of a message, HAProxy's way: what is not printable, quotes and the escape itself become {@code #XX}. */
    LogLine putEscaped(byte[] message, int start, int end) {
        for (int i = start; i < end && !cut; i++) putEscaped(message[i] & 0xff);
        return this;
    }

    /** Text of unknown origin, escaped in the same way; characters that are not ASCII by their bytes in UTF-8. */
    LogLine putEscaped(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return putEscaped(utf8, 0, utf8.length);
    }

    /** A name or value between braces, escaped as HAProxy escapes captured headers: braces and bars too. */
    LogLine putField(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '{' || b == '|' || b == '}') putHex(b);
            else putEscaped(b & 0xff);
        }
        return this;
    }

    /** A captured header, whose characters are bytes: as {@link #putField}. */
    LogLine putCaptured(String latin) {
        for (int i = 0; i < latin.length(); i++) {
            int b = latin.charAt(i) & 0xff;
            if (b == '{' || b == '|' || b == '}') putHex(b);
            else putEscaped(b);
        }
        return this;
    }

    @Override
    public void append(char latin) {
        put(latin);
    }

    @Override
    public void append(long number) {
        put(number);
    }

    private void putEscaped(int b) {
        if (b >= ' ' && b < 127 && b != '"' && b != '#') put((char) b);
        else putHex(b);
    }

    private void putHex(int b) {
        put('#').put(HEX.charAt(b >> 4)).put(HEX.charAt(b & 15));
    }

    /** A number with leading zeros. */
    LogLine putPadded(int number, int digits) {
        int unit = 1;
        for (int i = 1; i < digits; i++) unit *= 10;
        for (; unit > 0; unit /= 10) put((char) ('0' + number / unit % 10));
        return this;
    }

    /** A string of JSON (RFC 8259 section 7), with its quotes. Bytes that are not ASCII are taken for Latin-1. */
    LogLine putJson(byte[] message, int start, int end) {
        put('"');
        for (int i = start; i < end; i++) putJson((char) (message[i] & 0xff));
        return put('"');
    }

    /** A string of JSON (RFC 8259 section 7), with its quotes. */
    LogLine putJson(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) putJson(text.charAt(i));
        return put('"');
    }

    private void putJson(char c) {
        if (c == '"' || c == '\\') put('\\').put(c);
        else if (c >= ' ' && c < 127) put(c);
        else
            put("\\u")
                    .put(HEX.charAt(c >> 12))
                    .put(HEX.charAt(c >> 8 & 15))
                    .put(HEX.charAt(c >> 4 & 15))
                    .put(HEX.charAt(c & 15));
    }
}

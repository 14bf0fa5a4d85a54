package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Text as bytes to look at: those of a text of common length are overwritten by the next one on the same thread, so that
 * testing a variable makes no garbage. Any thread.
 */
final class LatinBytes {
    private static final int COMMON_LENGTH = 512;
    private static final ThreadLocal<byte[]> LAST = ThreadLocal.withInitial(() -> new byte[COMMON_LENGTH]);

    private LatinBytes() {}

    /** As many bytes as the text has characters, which are ISO 8859-1, and perhaps others behind them. */
    static byte[] of(String text) {
        if (text.length() > COMMON_LENGTH) return text.getBytes(ISO_8859_1);
        byte[] bytes = LAST.get();
        for (int i = 0; i < text.length(); i++) bytes[i] = (byte) text.charAt(i);
        return bytes;
    }
}

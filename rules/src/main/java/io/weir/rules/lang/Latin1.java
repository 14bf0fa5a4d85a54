package io.weir.rules.lang;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Texts whose characters are bytes (ISO 8859-1), as the message layer keeps them: what a configuration writes goes out
 * byte for byte, whatever its encoding. Any thread.
 */
final class Latin1 {
    private Latin1() {}

    /** The UTF-8 bytes of a text, each as one character. */
    static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** For people and for file names: decoded as UTF-8 where the bytes are that. */
    static String readable(String bytes) {
        byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}

package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Content;

/** Bytes that come as the test says. Confined to one test. */
final class ArrivingContent extends Content {
    private final byte[] bytes;
    private int length;
    private boolean last;

    /** @param text each character a byte; none of them has come */
    ArrivingContent(String text) {
        bytes = text.getBytes(ISO_8859_1);
    }

    void arrive(int soFar) {
        length = soFar;
    }

    void end() {
        last = true;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public byte at(int index) {
        return bytes[index];
    }

    @Override
    public boolean isFinal() {
        return last;
    }

    @Override
    public int capacity() {
        return 1000;
    }
}

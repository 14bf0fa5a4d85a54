package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** Passes nothing and keeps the last text that it saw. Loop-confined. */
final class LastText implements TextTest {
    private byte @Nullable [] bytes;
    private int start;
    private int end;

    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        return false;
    }

    @Nullable String text() {
        return bytes == null ? null : new String(bytes, start, end - start, ISO_8859_1);
    }
}

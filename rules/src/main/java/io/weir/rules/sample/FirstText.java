package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** Passes everything and keeps the first text that it saw. Loop-confined. */
final class FirstText implements TextTest {
    private @Nullable String text;

    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        text = new String(bytes, start, end - start, ISO_8859_1);
        return true;
    }

    @Nullable String text() {
        return text;
    }
}

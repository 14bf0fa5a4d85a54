package io.weir.rules.sample;

import org.jspecify.annotations.Nullable;

/** Passes text that is one of many, found by hash. Any thread; immutable. */
final class TextSet implements TextTest {
    private final byte[] folding;
    private final byte[] @Nullable [] table;

    /** @param texts folded already */
    TextSet(byte[][] texts, Case letters) {
        folding = letters.folding();
        table = new byte[Integer.highestOneBit(texts.length) * 4][];
        for (byte[] text : texts) {
            int at = slot(text, 0, text.length);
            while (table[at] != null && !java.util.Arrays.equals(table[at], text)) at = at + 1 & table.length - 1;
            table[at] = text;
        }
    }

    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        for (int at = slot(bytes, start, end); ; at = at + 1 & table.length - 1) {
            byte[] text = table[at];
            if (text == null) return false;
            if (TextShape.WHOLE.fits(text, folding, bytes, start, end)) return true;
        }
    }

    private int slot(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) hash = 31 * hash + folding[bytes[i] & 0xff];
        return (hash ^ hash >>> 16) & table.length - 1;
    }
}

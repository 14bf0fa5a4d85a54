package io.weir.rules.sample;

import java.util.List;

/** Passes text that one of several patterns fits. Any thread; immutable. */
final class TextPatterns implements TextTest {
    /** With more whole texts than that, looking them up by hash is quicker than comparing with each. */
    private static final int FEW = 8;

    private final TextShape shape;
    private final byte[] folding;
    private final byte[][] patterns;

    private TextPatterns(TextShape shape, byte[][] patterns, Case letters) {
        this.shape = shape;
        this.folding = letters.folding();
        this.patterns = patterns;
    }

    static TextTest test(TextShape shape, List<byte[]> patterns, Case letters) {
        byte[][] ready = new byte[patterns.size()][];
        for (int i = 0; i < ready.length; i++) ready[i] = letters.folded(shape.trimmed(patterns.get(i)));
        return shape == TextShape.WHOLE && ready.length > FEW
                ? new TextSet(ready, letters)
                : new TextPatterns(shape, ready, letters);
    }

    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        for (byte[] pattern : patterns) if (shape.fits(pattern, folding, bytes, start, end)) return true;
        return false;
    }
}

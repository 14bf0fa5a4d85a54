package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that are tried one after the other. Any thread; immutable. */
final class TextList extends ListedPatterns<byte[]> implements TextIndex {
    private final MatchMethod method;
    private final Case letters;
    private final TextShape shape;
    private final byte[] folding;

    /** Null: a text must be compared with each pattern to know that none fits. */
    private final @Nullable FirstBytes firstBytes;

    TextList(MatchMethod method, Case letters, MapValue value, List<StoredPattern<byte[]>> patterns) {
        super(patterns, value);
        this.method = method;
        this.letters = letters;
        this.shape = TextShape.of(method);
        this.folding = letters.folding();
        this.firstBytes = shape == TextShape.PART ? FirstBytes.of(patterns) : null;
    }

    @Override
    byte[] pattern(PatternEntry entry) throws PatternException {
        if (method != MatchMethod.BIN)
            return letters.folded(shape.trimmed(entry.key().getBytes(ISO_8859_1)));
        try {
            return Texts.ofHex(entry.key()).getBytes(ISO_8859_1);
        } catch (BadArgumentException e) {
            throw new PatternException(e.problem(), e.expected(), entry.line());
        }
    }

    @Override
    PatternIndex of(List<StoredPattern<byte[]>> others) {
        return new TextList(method, letters, value, others);
    }

    @Override
    public @Nullable StoredPattern<?> find(byte[] bytes, int start, int end) {
        if (firstBytes != null && !firstBytes.mayBegin(folding, bytes, start, end)) return null;
        for (int i = 0; i < patterns.size(); i++)
            if (shape.fits(patterns.get(i).pattern(), folding, bytes, start, end)) return patterns.get(i);
        return null;
    }
}

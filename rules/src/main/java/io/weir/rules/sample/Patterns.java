package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the patterns of one condition and makes the test of them: a value passes when one of them fits. Confined to
 * the reading thread.
 */
public final class Patterns {
    private final MatchMethod method;
    private final Map<Case, List<byte[]>> texts = new EnumMap<>(Case.class);
    private final List<Regex> expressions = new ArrayList<>();
    private final NumberRanges.Builder numbers = new NumberRanges.Builder();
    private final AddressRanges.Builder addresses = new AddressRanges.Builder();

    public Patterns(MatchMethod method) {
        this.method = method;
    }

    /**
     * Adds one pattern.
     *
     * @throws BadArgumentException when it is none of that method
     */
    public void add(String pattern, Case letters) throws BadArgumentException {
        add(Comparison.EQ, pattern, letters);
    }

    /**
     * Adds one pattern.
     *
     * @param comparison of numbers; others are equal or not
     * @throws BadArgumentException when it is none of that method
     */
    public void add(Comparison comparison, String pattern, Case letters) throws BadArgumentException {
        switch (method) {
            case FOUND, BOOL -> {}
            case INT, LEN -> numbers.add(comparison, pattern);
            case IP -> addresses.add(pattern);
            case REG -> expressions.add(Regex.compile(pattern, letters));
            case BIN -> addText(Texts.ofHex(pattern), Case.KEPT);
            case METH -> addText(pattern, Case.KEPT);
            case STR, BEG, SUB, DIR, DOM, END -> addText(pattern, letters);
        }
    }

    private void addText(String pattern, Case letters) {
        texts.computeIfAbsent(letters, key -> new ArrayList<>()).add(pattern.getBytes(ISO_8859_1));
    }

    /** The test of all patterns so far. */
    public ValueTest test() {
        return switch (method) {
            case FOUND -> new FoundTest();
            case BOOL -> new TrueTest();
            case INT -> new NumberTest(numbers.build());
            case LEN -> new LengthTest(numbers.build());
            case IP -> new AddressTest(addresses.build());
            case REG -> new RegexTest(List.copyOf(expressions));
            case BIN, METH, STR, BEG, SUB, DIR, DOM, END -> textTest();
        };
    }

    private ValueTest textTest() {
        List<TextTest> tests = new ArrayList<>();
        texts.forEach((letters, patterns) -> tests.add(TextPatterns.test(TextShape.of(method), patterns, letters)));
        return tests.size() == 1 ? tests.getFirst() : new AnyTextTest(List.copyOf(tests));
    }
}

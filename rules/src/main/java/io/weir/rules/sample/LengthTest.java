package io.weir.rules.sample;

/** Passes text of such a length in bytes. Any thread; immutable. */
record LengthTest(NumberRanges lengths) implements TextTest {
    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        return lengths.contain(end - start);
    }
}

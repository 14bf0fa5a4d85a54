package io.weir.rules.sample;

/** Passes every value. Any thread. */
record FoundTest() implements TextTest {
    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        return true;
    }
}

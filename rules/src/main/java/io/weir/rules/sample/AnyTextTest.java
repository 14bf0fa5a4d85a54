package io.weir.rules.sample;

import java.util.List;

/** Passes text that one of several tests passes; without any, nothing. Any thread; immutable. */
record AnyTextTest(List<TextTest> tests) implements TextTest {
    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        for (int i = 0; i < tests.size(); i++) if (tests.get(i).passes(bytes, start, end)) return true;
        return false;
    }
}

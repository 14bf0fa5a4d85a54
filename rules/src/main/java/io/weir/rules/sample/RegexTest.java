package io.weir.rules.sample;

import java.util.List;

/** Passes text in which one of several regular expressions is found. Any thread; immutable. */
record RegexTest(List<Regex> expressions) implements TextTest {
    @Override
    public boolean passes(byte[] bytes, int start, int end) {
        for (int i = 0; i < expressions.size(); i++) if (expressions.get(i).matches(bytes, start, end)) return true;
        return false;
    }
}

package io.weir.rules.lang;

import org.jspecify.annotations.Nullable;

/** The most similar of some names, for "did you mean". Any thread. */
public final class Nearest {
    /** In a shorter word two changes leave too little. */
    private static final int SHORT = 6;

    private Nearest() {}

    /** Null when none is similar enough. */
    public static @Nullable String to(String word, Iterable<String> names) {
        String best = null;
        int bestDistance = allowed(word) + 1;
        for (String name : names) {
            int distance = distance(word, name);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best;
    }

    private static int allowed(String word) {
        return word.length() < SHORT ? 1 : Math.max(2, word.length() / 3);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one into the other. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) last[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    row[j] = Math.min(row[j], before[j - 2] + 1);
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}

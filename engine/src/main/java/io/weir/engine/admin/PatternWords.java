package io.weir.engine.admin;

import io.weir.rules.pattern.PatternRef.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command about a map or an ACL: {@code [@version] name …}.
 *
 * @param all those behind the command's own
 * @param payload lines behind {@code <<}; null: none
 *     <p>Any thread; immutable.
 */
record PatternWords(List<String> all, User user, @Nullable String payload) {
    static final String MALFORMED = "Malformed identifier. Please use #<id> or <file>.\n";

    boolean hasVersion() {
        return !all.isEmpty() && all.getFirst().startsWith("@");
    }

    /** The version that is named; like HAProxy it reads digits as far as there are any. */
    int version(int otherwise) {
        if (!hasVersion()) return otherwise;
        int number = 0;
        for (char c : all.getFirst().substring(1).toCharArray()) {
            if (c < '0' || c > '9') break;
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** How many words there are behind the version. */
    int count() {
        return all.size() - (hasVersion() ? 1 : 0);
    }

    boolean isEmpty() {
        return count() == 0;
    }

    /** A word behind the version. */
    String word(int index) {
        return all.get(index + (hasVersion() ? 1 : 0));
    }

    String name() {
        return word(0);
    }

    /** Whether the key is an entry's own number. */
    boolean isReference() {
        return word(1).startsWith("#0x");
    }

    /** That number; null when it is none. */
    @Nullable Long reference() {
        try {
            return Long.valueOf(word(1).substring("#0x".length()), 16);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    String title() {
        return user == User.MAP ? "map" : "ACL";
    }

    String unknown() {
        return "Unknown " + title() + " identifier. Please use #<id> or <file>.\n";
    }

    String missing() {
        return "Missing " + title() + " identifier.\n";
    }
}

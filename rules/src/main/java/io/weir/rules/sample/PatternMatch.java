package io.weir.rules.sample;

import io.weir.rules.pattern.PatternIndex;
import io.weir.rules.pattern.PatternKind;
import io.weir.rules.pattern.PatternTree;
import java.util.List;

/**
 * A way of comparing samples with patterns, and what becomes of the value behind the one that fits.
 *
 * @param names whether host names might stand for addresses; there are none, but HAProxy keeps the two apart
 *     <p>Any thread; immutable.
 */
public record PatternMatch(MatchMethod method, Case letters, Names names, MapValue value) implements PatternKind {
    /** Whether {@code -n} was said. */
    public enum Names {
        LOOKED_UP,
        PLAIN
    }

    /** The way of an ACL. */
    public static PatternMatch acl(MatchMethod method, Case letters, Names names) {
        return new PatternMatch(method, letters, names, MapValue.NONE);
    }

    static PatternMatch map(MatchMethod method, MapValue value) {
        return new PatternMatch(method, Case.KEPT, Names.PLAIN, value);
    }

    @Override
    public PatternIndex empty() {
        return switch (method) {
            case FOUND, BOOL -> new IgnoredPatterns(List.of());
            case INT, LEN -> new NumberList(value, List.of());
            case IP -> AddressIndex.empty(value);
            case REG -> new RegexList(letters, value, List.of());
            case STR, BEG -> new TextTree(method, letters, value, PatternTree.empty());
            case BIN, METH -> new TextList(method, Case.KEPT, value, List.of());
            case SUB, DIR, DOM, END -> new TextList(method, letters, value, List.of());
        };
    }

    @Override
    public String family() {
        String index = switch (method) {
            case FOUND, BOOL -> "none";
            case INT, LEN -> "numbers";
            case SUB, DIR, DOM, END -> "texts";
            case IP, BIN, STR, BEG, REG, METH -> method.keyword();
        };
        return index + letters + names + value;
    }
}

package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternKind;
import io.weir.rules.pattern.PatternRef;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the users of a reference find in it for a text: one answer for each way in which it is looked up.
 *
 * @param method in HAProxy's words
 *     <p>Any thread; immutable.
 */
public record PatternLookup(
        String method, Case letters, @Nullable Found found) {
    /**
     * A pattern that fits.
     *
     * @param entry null where a method has no patterns
     * @param valueType of the sample that becomes of its value; empty when none does
     */
    public record Found(Index index, @Nullable PatternEntry entry, String valueType) {}

    /** How it was found. */
    public enum Index {
        TREE,
        LIST
    }

    public static List<PatternLookup> of(PatternRef ref, String text) {
        var answers = new ArrayList<PatternLookup>();
        Set<String> families = new HashSet<>();
        List<PatternKind> kinds = ref.kinds();
        for (int slot = 0; slot < kinds.size(); slot++)
            if (families.add(kinds.get(slot).family()) && kinds.get(slot) instanceof PatternMatch match)
                answers.add(of(match, new PatternReader(ref, slot), text));
        return answers;
    }

    private static PatternLookup of(PatternMatch match, PatternReader reader, String text) {
        String method =
                match.value() == MapValue.TEMPLATE ? "regm" : match.method().keyword();
        return new PatternLookup(method, match.letters(), found(match, reader, text));
    }

    private static @Nullable Found found(PatternMatch match, PatternReader reader, String text) {
        if (match.method() == MatchMethod.FOUND) return null;
        if (match.method() == MatchMethod.BOOL) {
            Boolean bool = Casts.bool(text);
            return bool != null && bool ? new Found(Index.LIST, null, "") : null;
        }
        StoredPattern<?> stored = stored(match, reader, text);
        if (stored == null) return null;
        return new Found(index(match, stored), stored.entry(), type(stored.value()));
    }

    private static @Nullable StoredPattern<?> stored(PatternMatch match, PatternReader reader, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return switch (reader.index()) {
            case AddressIndex addresses -> {
                InetAddress address = Casts.address(text);
                yield address == null ? null : addresses.find(address);
            }
            case NumberList numbers
            when match.method() == MatchMethod.INT -> {
                Long number = Casts.number(text);
                yield number == null ? null : numbers.find(number);
            }
            case TextTree texts when match.letters() == Case.IGNORED -> first(match, reader, bytes);
            case TextIndex texts -> texts.find(bytes, 0, bytes.length);
            default -> null;
        };
    }

    /** HAProxy goes through these in their order, so what it tells of is the first. */
    private static @Nullable StoredPattern<?> first(PatternMatch match, PatternReader reader, byte[] bytes) {
        PatternRef ref = reader.ref();
        TextShape shape = TextShape.of(match.method());
        for (PatternEntry entry : ref.entries(ref.version())) {
            byte[] pattern = match.letters().folded(entry.key().getBytes(ISO_8859_1));
            if (shape.fits(pattern, match.letters().folding(), bytes, 0, bytes.length))
                return new StoredPattern<>(entry, pattern, null);
        }
        return null;
    }

    private static Index index(PatternMatch match, StoredPattern<?> stored) {
        return switch (match.method()) {
            case STR, BEG -> match.letters() == Case.KEPT ? Index.TREE : Index.LIST;
            case IP -> stored.pattern() instanceof Network network && network.prefix() >= 0 ? Index.TREE : Index.LIST;
            case FOUND, BOOL, INT, BIN, LEN, SUB, DIR, DOM, END, REG, METH -> Index.LIST;
        };
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Long _ -> "sint";
            case Inet4Address _ -> "ipv4";
            case InetAddress _ -> "ipv6";
            default -> "str";
        };
    }
}

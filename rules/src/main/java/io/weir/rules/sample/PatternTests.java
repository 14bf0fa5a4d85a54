package io.weir.rules.sample;

import io.weir.rules.Transaction;
import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import java.net.InetAddress;
import java.util.List;

/** The tests of ACLs: a value passes when a pattern of one of several references fits. Any thread. */
public final class PatternTests {
    private PatternTests() {}

    public static ValueTest of(MatchMethod method, List<PatternReader> readers) {
        PatternReader[] all = readers.toArray(new PatternReader[0]);
        return switch (method) {
            case FOUND -> new FoundTest();
            case BOOL -> new TrueTest();
            case INT -> new OfNumber(all);
            case IP -> new OfAddress(all);
            case BIN, LEN, STR, BEG, SUB, DIR, DOM, END, REG, METH -> new OfText(all);
        };
    }

    /**
     * The test of a single pattern that nobody changes.
     *
     * @throws BadArgumentException when it is none of that method, which must be one for text
     */
    public static TextTest ofOne(PatternMatch match, String pattern) throws BadArgumentException {
        try {
            var entry = new PatternEntry(0, pattern, null, 0);
            TextIndex index = (TextIndex) match.empty().with(List.of(entry));
            return (bytes, start, end) -> index.find(bytes, start, end) != null;
        } catch (PatternException e) {
            throw new BadArgumentException(e.problem(), e.expected());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; read for each request
    private record OfText(PatternReader[] readers) implements TextTest {
        @Override
        public boolean passes(byte[] bytes, int start, int end) {
            for (PatternReader reader : readers) if (isFound(reader.index(), bytes, start, end)) return true;
            return false;
        }

        /** The frequent ones by name, as a call through the interface costs more than looking for a short text. */
        private static boolean isFound(PatternIndex index, byte[] bytes, int start, int end) {
            if (index instanceof TextTree tree) return tree.find(bytes, start, end) != null;
            if (index instanceof TextList list) return list.find(bytes, start, end) != null;
            return ((TextIndex) index).find(bytes, start, end) != null;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record OfNumber(PatternReader[] readers) implements NumberTest {
        @Override
        public boolean passes(long number) {
            for (PatternReader reader : readers) if (((NumberList) reader.index()).find(number) != null) return true;
            return false;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record OfAddress(PatternReader[] readers) implements ValueTest {
        @Override
        public boolean passes(Object value, Transaction txn) {
            InetAddress address = Casts.address(value);
            if (address == null) return false;
            for (PatternReader reader : readers) if (((AddressIndex) reader.index()).find(address) != null) return true;
            return false;
        }
    }
}

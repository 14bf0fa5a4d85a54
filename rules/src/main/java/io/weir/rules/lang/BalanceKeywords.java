package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.Balance;
import io.weir.rules.config.Balance.Algorithm;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.config.HashType;
import io.weir.rules.config.Mode;
import io.weir.rules.sample.HashFunction;
import java.util.Map;

/** How a server is chosen (configuration manual section 4.2). Any thread. */
final class BalanceKeywords {
    private static final Setting<Algorithm> ALGORITHM = Setting.inherited();
    private static final Setting<HashType> HASH_TYPE = Setting.inherited();
    private static final Setting<Integer> HASH_BALANCE_FACTOR = Setting.inherited();
    private static final Setting<Boolean> ALL_BACKUPS = Setting.inherited();
    private static final int EVEN = 100;

    private BalanceKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("balance", Section.SERVER_SIDE, BalanceKeywords::balance);
        table.add("hash-type", Section.SERVER_SIDE, BalanceKeywords::hashType);
        table.add("hash-balance-factor", Section.SERVER_SIDE, BalanceKeywords::hashBalanceFactor);
        OptionKeywords.flag(table, "allbackups", Section.SERVER_SIDE, ALL_BACKUPS);
    }

    static Balance of(Draft draft) {
        var said = said(draft);
        return new Balance(
                ProxyKeywords.mode(draft) == Mode.TCP && needsHttp(said) ? Balance.Simple.ROUNDROBIN : said,
                draft.get(HASH_TYPE, HashType.DEFAULT),
                draft.get(HASH_BALANCE_FACTOR, 0),
                draft.get(ALL_BACKUPS, false));
    }

    /** Whether there is a {@code balance} line. */
    static boolean isSaid(Draft draft) {
        return draft.get(ALGORITHM) != null;
    }

    private static Algorithm said(Draft draft) {
        return draft.get(ALGORITHM, Balance.Simple.ROUNDROBIN);
    }

    /** What a section with servers says to no purpose, which HAProxy passes over. */
    static void check(Draft draft, Problems problems) {
        var balance = of(draft);
        boolean ring = balance.algorithm() instanceof Balance.Random
                || balance.isBound() && balance.hashType().method() == HashType.Method.CONSISTENT;
        if (draft.says(HASH_TYPE) && !balance.isBound())
            withoutEffect("hash-type", "a 'balance' that hashes", draft.placeOf(HASH_TYPE), problems);
        if (draft.says(HASH_BALANCE_FACTOR) && !ring)
            withoutEffect(
                    "hash-balance-factor",
                    "'hash-type consistent' or 'balance random'",
                    draft.placeOf(HASH_BALANCE_FACTOR),
                    problems);
        if (ProxyKeywords.mode(draft) == Mode.TCP && needsHttp(said(draft)))
            problems.warning(
                    "needs-http",
                    draft.placeOf(ALGORITHM),
                    draft.title() + " has mode tcp, in which 'balance "
                            + said(draft).word() + "' finds nothing to hash: it becomes roundrobin",
                    "'mode http'");
    }

    private static boolean needsHttp(Algorithm algorithm) {
        return algorithm instanceof BalanceKey.Uri
                || algorithm instanceof BalanceKey.UrlParam
                || algorithm instanceof BalanceKey.Header;
    }

    private static void withoutEffect(String keyword, String expected, Place at, Problems problems) {
        problems.warning("no-effect", at, "'" + keyword + "' has no effect on this 'balance'", expected);
    }

    private static void balance(Line line, Draft draft) {
        Algorithm algorithm = line.words.hasNext() ? new BalanceReader(line, draft).read() : Balance.Simple.ROUNDROBIN;
        draft.set(ALGORITHM, algorithm, line.place);
    }

    private static void hashType(Line line, Draft draft) {
        var method =
                line.choice(Map.of("map-based", HashType.Method.MAP_BASED, "consistent", HashType.Method.CONSISTENT));
        if (!line.words.hasNext()) {
            boolean avalanche = method == HashType.Method.CONSISTENT;
            draft.set(HASH_TYPE, new HashType(method, HashFunction.SDBM, avalanche), line.place);
            return;
        }
        var function = line.choice(Map.of(
                "sdbm", HashFunction.SDBM,
                "djb2", HashFunction.DJB2,
                "wt6", HashFunction.WT6,
                "crc32", HashFunction.CRC32));
        boolean avalanche = line.words.hasNext();
        if (avalanche) line.choice(Map.of("avalanche", true));
        draft.set(HASH_TYPE, new HashType(method, function, avalanche), line.place);
    }

    private static void hashBalanceFactor(Line line, Draft draft) {
        var word = line.word("0, or a number over " + EVEN);
        int factor = line.number(word, 0, Integer.MAX_VALUE);
        if (factor != 0 && factor <= EVEN) throw line.bad(word, "0, or a number over " + EVEN);
        draft.set(HASH_BALANCE_FACTOR, factor, line.place);
    }
}

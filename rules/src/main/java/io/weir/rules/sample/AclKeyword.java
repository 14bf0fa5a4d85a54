package io.weir.rules.sample;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A keyword that conditions know beside the fetches: a fetch with a way to compare it, such as {@code path_beg}
 * (configuration manual section 7.3.6, "ACL derivatives").
 *
 * @param fetch the fetch that it stands for
 *     <p>Any thread; immutable.
 */
public record AclKeyword(String name, String fetch, MatchMethod method) {
    private static final Map<String, String> BASES = Map.of(
            "base", "base",
            "cook", "req.cook",
            "hdr", "req.hdr",
            "path", "path",
            "scook", "res.cook",
            "shdr", "res.hdr",
            "url", "url",
            "urlp", "urlp");
    private static final Map<String, AclKeyword> BY_NAME = table();

    public static @Nullable AclKeyword named(String name) {
        return BY_NAME.get(name);
    }

    /** The names of all of them. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Map<String, AclKeyword> table() {
        Map<String, AclKeyword> table = new TreeMap<>();
        BASES.forEach((base, fetch) -> {
            table.put(base, new AclKeyword(base, fetch, MatchMethod.STR));
            for (MatchMethod method : Set.of(
                    MatchMethod.BEG,
                    MatchMethod.DIR,
                    MatchMethod.DOM,
                    MatchMethod.END,
                    MatchMethod.LEN,
                    MatchMethod.REG,
                    MatchMethod.SUB)) {
                String name = base + "_" + method.keyword();
                table.put(name, new AclKeyword(name, fetch, method));
            }
        });
        for (String payload : new String[] {"payload", "payload_lv"})
            table.put(payload, new AclKeyword(payload, "req." + payload, MatchMethod.BIN));
        for (String name : new String[] {"req_rdp_cookie", "req_rdp_cookie_cnt"}) {
            MatchMethod method = name.endsWith("_cnt") ? MatchMethod.INT : MatchMethod.STR;
            table.put(name, new AclKeyword(name, name.replace("req_", "req."), method));
        }
        return table;
    }
}

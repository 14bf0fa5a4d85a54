package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ACLs that need no {@code acl} line (configuration manual section 7.4). Any thread. */
final class PredefinedAcls {
    private static final Map<String, String> TESTS = new TreeMap<>(Map.ofEntries(
            Map.entry("FALSE", "always_false"),
            Map.entry("TRUE", "always_true"),
            Map.entry("HTTP", "req.proto_http"),
            Map.entry("HTTP_1.0", "req.ver 1.0"),
            Map.entry("HTTP_1.1", "req.ver 1.1"),
            Map.entry("HTTP_2.0", "req.ver 2.0"),
            Map.entry("HTTP_CONTENT", "req.hdr_val(content-length) gt 0"),
            Map.entry("HTTP_URL_ABS", "url_reg ^[^/:]*://"),
            Map.entry("HTTP_URL_SLASH", "url_beg /"),
            Map.entry("HTTP_URL_STAR", "url *"),
            Map.entry("LOCALHOST", "src 127.0.0.1/8 ::1"),
            Map.entry("METH_CONNECT", "method CONNECT"),
            Map.entry("METH_DELETE", "method DELETE"),
            Map.entry("METH_GET", "method GET HEAD"),
            Map.entry("METH_HEAD", "method HEAD"),
            Map.entry("METH_OPTIONS", "method OPTIONS"),
            Map.entry("METH_POST", "method POST"),
            Map.entry("METH_PUT", "method PUT"),
            Map.entry("METH_TRACE", "method TRACE"),
            Map.entry("RDP_COOKIE", "req.rdp_cookie_cnt gt 0"),
            Map.entry("REQ_CONTENT", "req.len gt 0"),
            Map.entry("WAIT_END", "wait_end")));

    private PredefinedAcls() {}

    /** Its test in words that all stand at that place, or null. */
    static @Nullable Words named(String name, Place place) {
        String test = TESTS.get(name);
        if (test == null) return null;
        return new Words(Arrays.stream(test.split(" "))
                .map(text -> new Word(text, place))
                .toList());
    }

    static Set<String> names() {
        return TESTS.keySet();
    }
}

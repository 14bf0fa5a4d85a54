package io.weir.rules.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of HAProxy 2.6's keywords, so that one which Weir lacks is told apart from a misspelt one. Read only when
 * such a word turns up. Any thread.
 */
enum HaproxyKeywords {
    SECTION,
    GLOBAL,
    PROXY,
    BIND,
    SERVER,
    /** Sample fetches. */
    FETCH,
    /** Keywords that only conditions know. */
    ACL,
    CONVERTER,
    TCP_REQUEST_CONNECTION,
    TCP_REQUEST_SESSION,
    TCP_REQUEST_CONTENT,
    TCP_RESPONSE_CONTENT,
    HTTP_REQUEST,
    HTTP_RESPONSE,
    HTTP_AFTER_RESPONSE;

    private static final String RESOURCE = "haproxy-2.6-keywords.txt";

    /** Kept once read: a text may hold many unknown words. */
    private static final class Names {
        private static final Map<String, Set<String>> BY_KIND = byKind();

        private static Map<String, Set<String>> byKind() {
            var names = new HashMap<String, Set<String>>();
            for (var line : text().split("\n")) {
                int tab = line.indexOf('\t');
                if (tab < 0) continue;
                names.computeIfAbsent(line.substring(0, tab), _ -> new LinkedHashSet<>())
                        .add(line.substring(tab + 1));
            }
            return names;
        }
    }

    /** All names of that kind. */
    Set<String> names() {
        var kind = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Collections.unmodifiableSet(Names.BY_KIND.getOrDefault(kind, Set.of()));
    }

    private static String text() {
        try (var in = HaproxyKeywords.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IllegalStateException(RESOURCE + " is not packaged");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

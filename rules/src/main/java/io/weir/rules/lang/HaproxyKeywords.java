package io.weir.rules.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
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
    HTTP_REQUEST,
    HTTP_RESPONSE,
    HTTP_AFTER_RESPONSE;

    private static final String RESOURCE = "haproxy-2.6-keywords.txt";

    /** All names of that kind. */
    Set<String> names() {
        var prefix = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + '\t';
        var names = new LinkedHashSet<String>();
        for (var line : text().split("\n")) if (line.startsWith(prefix)) names.add(line.substring(prefix.length()));
        return names;
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

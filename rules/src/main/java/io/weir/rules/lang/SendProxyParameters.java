package io.weir.rules.lang;

import io.weir.rules.config.SendProxy;
import io.weir.rules.config.SendProxy.Option;
import io.weir.rules.config.SendProxy.Version;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code server} or {@code default-server} line says of the header of the PROXY protocol. Each of {@code
 * send-proxy}, {@code send-proxy-v2} and the options is switched for itself; version 2 wins. Any thread; immutable.
 */
record SendProxyParameters(Set<Version> versions, Set<Option> options) {
    static final SendProxyParameters INITIAL = new SendProxyParameters(Set.of(), Set.of());

    static final List<String> NAMES = List.of(
            "send-proxy",
            "no-send-proxy",
            "send-proxy-v2",
            "no-send-proxy-v2",
            "send-proxy-v2-ssl",
            "no-send-proxy-v2-ssl",
            "send-proxy-v2-ssl-cn",
            "no-send-proxy-v2-ssl-cn",
            "proxy-v2-options");

    private static final String OPTION_WORDS =
            "authority, cert-cn, cert-key, cert-sig, crc32c, ssl, ssl-cipher or unique-id, between commas";

    /** These with another parameter, one of {@link #NAMES}. */
    SendProxyParameters with(Word parameter, Line line) {
        var nextVersions = copy(Version.class, versions);
        var nextOptions = copy(Option.class, options);
        switch (parameter.text()) {
            case "send-proxy" -> nextVersions.add(Version.V1);
            case "no-send-proxy" -> nextVersions.remove(Version.V1);
            case "send-proxy-v2" -> nextVersions.add(Version.V2);
            case "no-send-proxy-v2" -> nextVersions.remove(Version.V2);
            case "send-proxy-v2-ssl", "send-proxy-v2-ssl-cn" -> {
                nextVersions.add(Version.V2);
                nextOptions.add(Option.SSL);
            }
            case "no-send-proxy-v2-ssl", "no-send-proxy-v2-ssl-cn" -> {
                nextVersions.remove(Version.V2);
                nextOptions.remove(Option.SSL);
            }
            case "proxy-v2-options" -> addOptions(line, nextOptions);
            default -> throw new IllegalArgumentException(parameter.text());
        }
        return new SendProxyParameters(nextVersions, nextOptions);
    }

    /** What becomes of it, or null: no header. As in HAProxy, options alone have a header of version 1 sent. */
    @Nullable SendProxy read(Line line) {
        if (versions.contains(Version.V2)) return new SendProxy(Version.V2, options);
        if (versions.isEmpty() && options.isEmpty()) return null;
        if (versions.isEmpty())
            line.warn(
                    "no-effect",
                    line.place,
                    "'proxy-v2-options' without 'send-proxy-v2' has a header of version 1 sent, which shows none of them",
                    "'send-proxy-v2' as well");
        return new SendProxy(Version.V1, Set.of());
    }

    private static void addOptions(Line line, Set<Option> options) {
        var word = line.word(OPTION_WORDS);
        for (String name : word.text().split(",", -1)) {
            switch (name) {
                case "ssl", "cert-cn", "cert-key", "cert-sig", "ssl-cipher" -> options.add(Option.SSL);
                case "authority" -> options.add(Option.AUTHORITY);
                case "crc32c" -> options.add(Option.CRC32C);
                case "unique-id" -> options.add(Option.UNIQUE_ID);
                default -> throw line.bad(word, OPTION_WORDS);
            }
        }
    }

    private static <E extends Enum<E>> Set<E> copy(Class<E> type, Set<E> of) {
        var copy = EnumSet.noneOf(type);
        copy.addAll(of);
        return copy;
    }
}

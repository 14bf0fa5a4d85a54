package io.weir.rules.lang;

import io.weir.rules.config.ConnectionMode;
import io.weir.rules.config.ForwardFor;
import io.weir.rules.config.HttpOptions;
import io.weir.rules.config.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** {@code option}, {@code no option}, {@code default option} (configuration manual section 4.2). Any thread. */
final class OptionKeywords {
    private static final Setting<ConnectionMode> CONNECTION_MODE = Setting.inherited();
    private static final Setting<ForwardFor> FORWARD_FOR = Setting.inherited();
    private static final Setting<ForwardFor> ORIGINAL_TO = Setting.inherited();
    private static final Setting<Boolean> KEEP_ALIVE_WHEN_FULL = Setting.inherited();
    private static final Setting<Boolean> ACCEPT_INVALID_REQUEST = Setting.inherited();
    private static final Setting<Boolean> ACCEPT_INVALID_RESPONSE = Setting.inherited();
    private static final Setting<Boolean> BUFFER_REQUEST = Setting.inherited();
    static final Setting<Boolean> ABORT_ON_CLOSE = Setting.inherited();
    static final Setting<Integer> REDISPATCH = Setting.inherited();

    /** On the last retry: what {@code option redispatch} without a number means. */
    private static final int LAST_RETRY = -1;

    /** They choose among ways to move the same bytes; a configuration means the same without them. */
    private static final List<String> WITHOUT_EFFECT =
            List.of("contstats", "http-no-delay", "socket-stats", "splice-auto", "splice-request", "splice-response");

    private OptionKeywords() {}

    static void addTo(KeywordTable table) {
        connectionMode(table, "http-keep-alive", ConnectionMode.KEEP_ALIVE);
        connectionMode(table, "http-server-close", ConnectionMode.SERVER_CLOSE);
        connectionMode(table, "httpclose", ConnectionMode.CLOSE);
        flag(table, "keepalive-when-full", Section.CLIENT_SIDE, KEEP_ALIVE_WHEN_FULL);
        flag(table, "accept-invalid-http-request", Section.CLIENT_SIDE, ACCEPT_INVALID_REQUEST);
        flag(table, "accept-invalid-http-response", Section.SERVER_SIDE, ACCEPT_INVALID_RESPONSE);
        flag(table, "abortonclose", Section.SERVER_SIDE, ABORT_ON_CLOSE);
        flag(table, "http-buffer-request", Section.PROXIES, BUFFER_REQUEST);
        table.add("option forwardfor", Section.PROXIES, OptionKeywords::forwardFor);
        table.add(
                "option originalto",
                Section.PROXIES,
                OptionKeywords::originalTo,
                (line, draft) -> draft.remove(ORIGINAL_TO),
                ORIGINAL_TO);
        table.add(
                "option redispatch",
                Section.SERVER_SIDE,
                OptionKeywords::redispatch,
                (line, draft) -> draft.set(REDISPATCH, 0, line.place),
                REDISPATCH);
        for (var name : WITHOUT_EFFECT)
            table.add("option " + name, Section.PROXIES, OptionKeywords::ignore, OptionKeywords::ignore);
    }

    /** What holds for HTTP in that section. */
    static HttpOptions of(Draft draft) {
        return new HttpOptions(
                draft.get(CONNECTION_MODE, ConnectionMode.KEEP_ALIVE),
                draft.get(KEEP_ALIVE_WHEN_FULL, false),
                draft.get(FORWARD_FOR),
                draft.get(ORIGINAL_TO),
                draft.get(ACCEPT_INVALID_REQUEST, false),
                draft.get(ACCEPT_INVALID_RESPONSE, false),
                draft.get(BUFFER_REQUEST, false));
    }

    /** Each of the three takes the place of the others; negated, only itself is taken back. */
    private static void connectionMode(KeywordTable table, String name, ConnectionMode mode) {
        table.add(
                "option " + name,
                Section.PROXIES,
                (line, draft) -> draft.set(CONNECTION_MODE, mode, line.place),
                (line, draft) -> {
                    if (draft.get(CONNECTION_MODE) == mode) draft.remove(CONNECTION_MODE);
                },
                CONNECTION_MODE);
    }

    static void flag(KeywordTable table, String name, Set<Section> sections, Setting<Boolean> setting) {
        table.add(
                "option " + name,
                sections,
                (line, draft) -> draft.set(setting, true, line.place),
                (line, draft) -> draft.set(setting, false, line.place),
                setting);
    }

    private static void forwardFor(Line line, Draft draft) {
        draft.set(FORWARD_FOR, addressHeader(line, "X-Forwarded-For", "except", "header", "if-none"), line.place);
    }

    private static void originalTo(Line line, Draft draft) {
        draft.set(ORIGINAL_TO, addressHeader(line, "X-Original-To", "except", "header"), line.place);
    }

    /** What puts an address into a header of that name unless it says another. */
    private static ForwardFor addressHeader(Line line, String name, String... parameters) {
        Network except = null;
        var header = name;
        boolean ifNone = false;
        var known = List.of(parameters);
        while (line.words.hasNext()) {
            var word = line.words.take();
            if (!known.contains(word.text())) throw line.bad(word, Line.listed(known));
            switch (word.text()) {
                case "except" -> except = network(line, line.word("an address or address/prefix"));
                case "header" -> header = headerName(line, line.word("a header's name"));
                default -> ifNone = true; // the only other one
            }
        }
        return new ForwardFor(except, header, ifNone);
    }

    static String headerName(Line line, Word word) {
        for (int i = 0; i < word.text().length(); i++)
            if (!isTokenCharacter(word.text().charAt(i)))
                throw line.bad(word, "a header's name (RFC 9110 section 5.1)");
        return word.text();
    }

    private static boolean isTokenCharacter(char c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static Network network(Line line, Word word) {
        var expected = "an IP address or address/prefix, such as 10.0.0.0/8";
        int slash = word.text().indexOf('/');
        var address =
                AddressReader.literal(slash < 0 ? word.text() : word.text().substring(0, slash));
        if (address == null) throw line.bad(word, expected);
        int bits = address.getAddress().length * 8;
        if (slash < 0) return new Network(address, bits);
        var mask = word.text().substring(slash + 1);
        var dotted = mask.indexOf('.') > 0 ? AddressReader.literal(mask) : null;
        int prefix = dotted == null ? prefix(mask) : prefix(dotted);
        if (prefix < 0 || prefix > bits) throw line.bad(word, expected);
        return new Network(address, prefix);
    }

    private static int prefix(String digits) {
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
    }

    /** Of a mask such as 255.255.0.0; -1 when its ones are not all at the front. */
    private static int prefix(InetAddress mask) {
        if (!(mask instanceof Inet4Address)) return -1;
        int bits = 0;
        for (byte part : mask.getAddress()) bits = bits << 8 | part & 0xff;
        int prefix = Integer.numberOfLeadingZeros(~bits);
        return prefix == Integer.bitCount(bits) ? prefix : -1;
    }

    private static void redispatch(Line line, Draft draft) {
        int interval = line.words.hasNext() ? line.number(Integer.MIN_VALUE, Integer.MAX_VALUE) : LAST_RETRY;
        draft.set(REDISPATCH, interval, line.place);
    }

    private static void ignore(Line line, Draft draft) {
        line.warn("no-effect", line.place, "'" + line.keyword + "' has no effect in Weir", "");
    }
}

package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.Reply;
import io.weir.rules.StreamSettings.Timeout;
import io.weir.rules.Verdict;
import io.weir.rules.action.Action;
import io.weir.rules.action.ConnectionField;
import io.weir.rules.action.EarlyHint;
import io.weir.rules.action.NormalizeUri;
import io.weir.rules.action.Normalizer;
import io.weir.rules.action.SetConnectionField;
import io.weir.rules.action.SetPriority;
import io.weir.rules.action.SetTimeout;
import io.weir.rules.sample.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the actions that are not about a message itself but about its connection and its further way (configuration
 * manual section 4.2). Any thread.
 */
final class StreamActions {
    private static final int MAX_NICE = 1024;
    private static final int MAX_TOS = 255;

    private StreamActions() {}

    static ActionTable.Reader set(ConnectionField field) {
        return line -> new SetConnectionField(field, line.expression());
    }

    /** {@code expect-proxy layer4}: what follows is a header of the PROXY protocol. */
    static Action expectProxy(ActionLine line) {
        Word layer = line.word("layer4");
        if (!layer.text().equals("layer4")) throw line.bad(layer, "layer4");
        return (txn, origin) -> {
            txn.effects().expectProxy(origin);
            return Verdict.CONTINUE;
        };
    }

    static ActionTable.Reader priority(SetPriority.Kind kind) {
        return line -> new SetPriority(kind, line.expression());
    }

    /** {@code switch-mode http [proto NAME]}: what the client sends is HTTP from now on. */
    static Action switchMode(ActionLine line) {
        Word mode = line.word("http");
        if (!mode.text().equals("http")) throw line.bad(mode, "http");
        if (line.peek().equals("proto")) {
            line.word("proto");
            Word protocol = line.word("h1");
            if (!protocol.text().equals("h1")) throw line.bad(protocol, "h1");
        }
        return (txn, origin) -> new Verdict.SwitchToHttp(origin);
    }

    static Action timeout(ActionLine line) {
        if (!line.isForBackends())
            throw line.fault(
                    "misplaced-action",
                    line.place(),
                    "'set-timeout' is about servers, and this proxy has none",
                    "it in a 'backend' or 'listen' section");
        String expected = "server or tunnel";
        Word which = line.word(expected);
        Timeout timeout = switch (which.text()) {
            case "server" -> Timeout.SERVER;
            case "tunnel" -> Timeout.TUNNEL;
            default -> throw line.bad(which, expected);
        };
        String value = line.peek();
        if (value.isEmpty() || !Character.isDigit(value.charAt(0))) return new SetTimeout(timeout, line.expression());
        Word time = line.word(TimeValue.EXPECTED);
        var duration = TimeValue.parse(time.text());
        if (duration == null) throw line.bad(time, TimeValue.EXPECTED);
        Long millis = duration.toMillis();
        Expression constant = txn -> millis;
        return new SetTimeout(timeout, constant);
    }

    static Action nice(ActionLine line) {
        Place place = line.place();
        line.number("a number of -1024 to 1024", -MAX_NICE, MAX_NICE);
        line.warn("no-effect", place, "'set-nice' has no effect in Weir", "");
        return (txn, origin) -> Verdict.CONTINUE;
    }

    /** Without TLS there is no early data, and so nothing to wait for. */
    static Action waitForHandshake(ActionLine line) {
        return (txn, origin) -> Verdict.CONTINUE;
    }

    /** {@code close}: what has come of the answer passes, and nothing more is taken of the server. */
    static Action closeServer(ActionLine line) {
        return (txn, origin) -> {
            txn.effects().closeServer(origin);
            return new Verdict.Allow(origin);
        };
    }

    static Action strictMode(ActionLine line) {
        String expected = "on or off";
        Word word = line.word(expected);
        boolean soft = switch (word.text().toLowerCase(Locale.ROOT)) {
            case "on" -> false;
            case "off" -> true;
            default -> throw line.bad(word, expected);
        };
        return (txn, origin) -> {
            txn.softRewriting(soft);
            return Verdict.CONTINUE;
        };
    }

    static Action earlyHint(ActionLine line) {
        String name = line.headerName();
        return new EarlyHint(name, line.format("a value"), true);
    }

    static Action mark(ActionLine line) {
        int mark = integer(line, 0x7fffffffL);
        return (txn, origin) -> {
            txn.effects().setMark(mark, origin);
            return Verdict.CONTINUE;
        };
    }

    static Action tos(ActionLine line) {
        int tos = integer(line, MAX_TOS);
        return (txn, origin) -> {
            txn.effects().setTos(tos, origin);
            return Verdict.CONTINUE;
        };
    }

    private static int integer(ActionLine line, long max) {
        String expected = "a number of 0 to " + max + ", decimal or hexadecimal behind 0x";
        Word word = line.word(expected);
        try {
            long number = Long.decode(word.text());
            if (number >= 0 && number <= max) return (int) number;
        } catch (NumberFormatException e) {
            throw line.bad(word, expected);
        }
        throw line.bad(word, expected);
    }

    static Action waitForBody(ActionLine line) {
        long millis = -1;
        int atLeast = 0;
        while (line.hasNext()) {
            Word word = line.word("time or at-least");
            switch (word.text()) {
                case "time" -> {
                    Word time = line.word(TimeValue.EXPECTED);
                    var duration = TimeValue.parse(time.text());
                    if (duration == null) throw line.bad(time, TimeValue.EXPECTED);
                    millis = duration.toMillis();
                }
                case "at-least" -> {
                    Word size = line.word(SizeValue.EXPECTED);
                    long bytes = SizeValue.parse(size.text());
                    if (bytes < 0 || bytes > Integer.MAX_VALUE) throw line.bad(size, SizeValue.EXPECTED);
                    atLeast = (int) bytes;
                }
                default -> throw line.bad(word, "time or at-least");
            }
        }
        if (millis < 0)
            throw line.fault("missing-argument", line.place(), "'wait-for-body' does not say how long", "'time'");
        long waits = millis;
        int bytes = atLeast;
        return (txn, origin) -> new Verdict.WaitForBody(waits, bytes, origin);
    }

    /** Asks for a name and a password; the realm is the proxy's name where none is said. */
    static Action auth(ActionLine line) {
        Word realm = line.takes("realm") ? line.word("a realm") : new Word(line.proxy(), line.place());
        if (realm.text().indexOf('"') >= 0) throw line.bad(realm, "a realm without double quotes");
        var challenge = new Reply.Challenge(401, "www-authenticate", realm.text());
        return (txn, origin) -> new Verdict.Return(challenge, origin);
    }

    static Action disableL7Retry(ActionLine line) {
        return (txn, origin) -> {
            txn.effects().disableL7Retry(origin);
            return Verdict.CONTINUE;
        };
    }

    static Action normalizeUri(ActionLine line) {
        List<String> names = new ArrayList<>();
        for (Normalizer each : Normalizer.values()) if (variant(each).isEmpty()) names.add(each.keyword());
        String expected = Line.listed(names);
        Word word = line.word(expected);
        if (!names.contains(word.text())) throw line.bad(word, expected);
        Normalizer chosen = named(word.text());
        for (Normalizer other : Normalizer.values()) {
            String variant = variant(other);
            boolean of = !variant.isEmpty() && other.keyword().equals(word.text() + "-" + variant);
            if (of && line.takes(variant)) chosen = other;
        }
        return new NormalizeUri(chosen);
    }

    /** The word behind a normalizer's name that makes another one of it. */
    private static String variant(Normalizer normalizer) {
        if (normalizer.keyword().endsWith("-full")) return "full";
        return normalizer.keyword().endsWith("-strict") ? "strict" : "";
    }

    private static Normalizer named(String keyword) {
        return Normalizer.valueOf(keyword.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

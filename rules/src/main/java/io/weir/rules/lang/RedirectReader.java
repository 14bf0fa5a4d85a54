package io.weir.rules.lang;

import io.weir.rules.Phase;
import io.weir.rules.action.Action;
import io.weir.rules.action.Redirect;
import io.weir.rules.action.Redirect.Kind;
import io.weir.rules.action.Redirect.Option;
import io.weir.rules.sample.LogFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of {@code redirect} (configuration manual section 4.2). Made for one line; confined to the reading
 * thread.
 */
final class RedirectReader {
    private static final List<String> CODES = List.of("301", "302", "303", "307", "308");

    private final ActionLine line;
    private final Set<Option> options = EnumSet.noneOf(Option.class);
    private @Nullable Kind kind;
    private @Nullable LogFormat target;
    private int code = 302;
    private String cookie = "";

    private RedirectReader(ActionLine line) {
        this.line = line;
    }

    static Action read(ActionLine line) {
        var reader = new RedirectReader(line);
        while (line.hasNext()) reader.parameter();
        return reader.redirect();
    }

    private Action redirect() {
        if (kind == null || target == null)
            throw line.fault(
                    "missing-argument",
                    line.place(),
                    "'redirect' does not say where to",
                    "'location', 'prefix' or 'scheme'");
        return new Redirect(kind, target, code, options, cookie);
    }

    private void parameter() {
        Word word = line.word("");
        switch (word.text()) {
            case "location", "prefix", "scheme" -> target(word);
            case "code" -> code = code();
            case "set-cookie" -> cookie = line.word("a cookie").text() + "; path=/;";
            case "clear-cookie" -> cookie = line.word("a cookie").text() + "; path=/; Max-Age=0;";
            case "drop-query" -> options.add(Option.DROP_QUERY);
            case "append-slash" -> options.add(Option.APPEND_SLASH);
            case "ignore-empty" -> options.add(Option.IGNORE_EMPTY);
            default ->
                throw line.bad(
                        word,
                        "location, prefix, scheme, code, set-cookie, clear-cookie, drop-query, append-slash or"
                                + " ignore-empty");
        }
    }

    private void target(Word word) {
        Kind chosen = Kind.valueOf(word.text().toUpperCase(Locale.ROOT));
        if (line.phase() != Phase.HTTP_REQUEST && chosen != Kind.LOCATION)
            throw line.bad(word, "'location' for a response");
        if (kind != null) throw line.bad(word, "one of 'location', 'prefix' and 'scheme'");
        kind = chosen;
        target = line.format("where to");
    }

    private int code() {
        String expected = Line.listed(CODES);
        Word word = line.word(expected);
        if (!CODES.contains(word.text())) throw line.bad(word, expected);
        return Integer.parseInt(word.text());
    }
}

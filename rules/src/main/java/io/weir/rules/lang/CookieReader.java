package io.weir.rules.lang;

import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.config.PersistenceCookie.Mode;
import io.weir.rules.config.PersistenceCookie.Option;
import java.util.EnumSet;
import java.util.List;

/** Reads a {@code cookie} line of a backend (configuration manual section 4.2). Confined to the reading thread. */
final class CookieReader {
    private static final List<String> OPTIONS = List.of(
            "rewrite",
            "insert",
            "prefix",
            "indirect",
            "nocache",
            "postonly",
            "preserve",
            "httponly",
            "secure",
            "domain",
            "maxidle",
            "maxlife",
            "attr",
            "dynamic");

    private final Line line;
    private final EnumSet<Option> options = EnumSet.noneOf(Option.class);
    private final StringBuilder domain = new StringBuilder();
    private final StringBuilder attributes = new StringBuilder();
    private Mode mode = Mode.PASSIVE;
    private boolean httpOnly;
    private boolean secure;
    private int maxIdleSeconds;
    private int maxLifeSeconds;

    /** @param line positioned behind the keyword */
    CookieReader(Line line) {
        this.line = line;
    }

    PersistenceCookie read() {
        var name = line.word("a cookie's name");
        while (line.words.hasNext()) option(line.words.take());
        if (mode == Mode.REWRITE && options.contains(Option.INDIRECT)) throw clash("'rewrite' and 'indirect'");
        if (options.contains(Option.PRESERVE) && mode != Mode.INSERT && !options.contains(Option.INDIRECT))
            throw line.fault(
                    "bad-value", line.place, "'cookie': 'preserve' needs another option", "'insert' or 'indirect'");
        var behind = new StringBuilder();
        if (!domain.isEmpty()) behind.append("; domain=").append(domain);
        if (httpOnly) behind.append("; HttpOnly");
        if (secure) behind.append("; Secure");
        behind.append(attributes);
        return new PersistenceCookie(name.text(), mode, options, behind.toString(), maxIdleSeconds, maxLifeSeconds, "");
    }

    private void option(Word word) {
        switch (word.text()) {
            case "rewrite" -> mode(Mode.REWRITE);
            case "insert" -> mode(Mode.INSERT);
            case "prefix" -> mode(Mode.PREFIX);
            case "indirect" -> options.add(Option.INDIRECT);
            case "nocache" -> options.add(Option.NOCACHE);
            case "postonly" -> options.add(Option.POSTONLY);
            case "preserve" -> options.add(Option.PRESERVE);
            case "httponly" -> httpOnly = true;
            case "secure" -> secure = true;
            case "domain" -> domain();
            case "maxidle" -> maxIdleSeconds = seconds();
            case "maxlife" -> maxLifeSeconds = seconds();
            case "attr" -> attributes.append("; ").append(attribute());
            case "dynamic" -> options.add(Option.DYNAMIC);
            default -> throw line.bad(word, Line.listed(OPTIONS));
        }
    }

    private void mode(Mode chosen) {
        if (mode != Mode.PASSIVE && mode != chosen) throw clash("'rewrite', 'insert' and 'prefix'");
        mode = chosen;
    }

    private LineFault clash(String these) {
        return line.fault("bad-value", line.place, "'cookie': " + these + " exclude each other", "one of them");
    }

    /** Several domains follow one another in one header, as they would stand in several. */
    private void domain() {
        var word = line.word("a domain");
        for (int i = 0; i < word.text().length(); i++) {
            char c = word.text().charAt(i);
            if (c <= ' ' || c == ';' || c == ',' || c > '~') throw line.bad(word, "a domain's name");
        }
        if (word.text().isEmpty()) throw line.bad(word, "a domain's name");
        if (!domain.isEmpty()) domain.append("; domain=");
        domain.append(word.text());
    }

    private String attribute() {
        var word = line.word("an attribute such as 'SameSite=Lax'");
        for (int i = 0; i < word.text().length(); i++) {
            char c = word.text().charAt(i);
            if (c < ' ' || c == ';' || c == 127)
                throw line.bad(word, "an attribute without ';' and control characters");
        }
        return word.text();
    }

    /** Where there is no unit it counts seconds. */
    private int seconds() {
        var word = line.word("a time in seconds or with a unit");
        boolean bare = !word.text().isEmpty()
                && Character.isDigit(word.text().charAt(word.text().length() - 1));
        var value = TimeValue.parse(bare ? word.text() + "s" : word.text());
        if (value == null) throw line.bad(word, "a time in seconds or with a unit, such as 30m");
        return (int) ((value.toMillis() + 999) / 1000);
    }
}

package io.weir.rules.lang;

import io.weir.rules.config.Balance.Algorithm;
import io.weir.rules.config.Balance.Random;
import io.weir.rules.config.Balance.Simple;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.sample.RdpCookie;
import java.util.List;

/** Reads a {@code balance} line (configuration manual section 4.2). Confined to the reading thread. */
final class BalanceReader {
    private static final String EXPECTED = "roundrobin, static-rr, leastconn, first, random, random(<draws>), source,"
            + " uri, url_param, hdr(<name>), rdp-cookie, rdp-cookie(<name>) or hash";
    private static final List<String> URI_PARAMETERS = List.of("len", "depth", "path-only", "whole");
    private static final String RDP_COOKIE = "mstshash";
    private static final int DRAWS = 2;

    private final Line line;
    private final Draft draft;

    /** @param line positioned behind the keyword */
    BalanceReader(Line line, Draft draft) {
        this.line = line;
        this.draft = draft;
    }

    Algorithm read() {
        var word = line.word(EXPECTED);
        int bracket = word.text().indexOf('(');
        var name = bracket < 0 ? word.text() : word.text().substring(0, bracket);
        return switch (name) {
            case "random" -> new Random(bracket < 0 ? DRAWS : draws(word, bracket));
            case "hdr" -> header(word, bracket);
            case "rdp-cookie" ->
                new BalanceKey.RdpCookie(new RdpCookie(
                        bracket < 0 ? RDP_COOKIE : bracketed(word, bracket, "a cookie's name in brackets")));
            default -> {
                if (bracket >= 0) throw line.bad(word, EXPECTED);
                yield plain(word);
            }
        };
    }

    private Algorithm plain(Word word) {
        return switch (word.text()) {
            case "roundrobin" -> Simple.ROUNDROBIN;
            case "static-rr" -> Simple.STATIC_RR;
            case "leastconn" -> Simple.LEASTCONN;
            case "first" -> Simple.FIRST;
            case "source" -> new BalanceKey.Source();
            case "uri" -> uri();
            case "url_param" -> urlParam();
            case "hash" -> sample();
            default -> throw line.bad(word, EXPECTED);
        };
    }

    private int draws(Word word, int bracket) {
        var expected = "the number of draws in brackets, 1 or more";
        var text = bracketedOrEmpty(word, bracket, expected);
        if (text.isEmpty()) return DRAWS;
        try {
            int draws = Integer.parseInt(text);
            if (draws >= 1) return draws;
        } catch (NumberFormatException e) {
            throw line.bad(word, expected);
        }
        throw line.bad(word, expected);
    }

    private BalanceKey header(Word word, int bracket) {
        var expected = "a header's name in brackets";
        if (bracket < 0) throw line.bad(word, "hdr(<name>)");
        var name = bracketed(word, bracket, expected);
        boolean domainOnly = line.words.hasNext();
        if (domainOnly) modifier("use_domain_only");
        return new BalanceKey.Header(name, domainOnly);
    }

    private BalanceKey uri() {
        int maxBytes = 0;
        int depth = 0;
        boolean whole = false;
        boolean pathOnly = false;
        while (line.words.hasNext()) {
            var parameter = line.words.take();
            switch (parameter.text()) {
                case "len" -> maxBytes = line.number(1, Integer.MAX_VALUE);
                case "depth" -> depth = line.number(1, Integer.MAX_VALUE - 1);
                case "whole" -> whole = true;
                case "path-only" -> pathOnly = true;
                default -> throw line.bad(parameter, Line.listed(URI_PARAMETERS));
            }
        }
        return new BalanceKey.Uri(maxBytes, depth, whole, pathOnly);
    }

    /** What may follow {@code check_post} once said how long to wait. */
    private BalanceKey urlParam() {
        var name = line.text("a parameter's name");
        if (line.words.hasNext()) {
            modifier("check_post");
            if (line.words.hasNext()) {
                line.number(0, Integer.MAX_VALUE);
                line.warn(
                        "no-effect", line.place, "'balance url_param': the number behind 'check_post' is ignored", "");
            }
        }
        return new BalanceKey.UrlParam(name);
    }

    private BalanceKey sample() {
        var word = line.word("a sample expression");
        var alone = new Words(List.of(word));
        return new BalanceKey.Sample(new ExpressionReader(line.problems, draft.acls).read(alone, Usable.REQUEST));
    }

    private void modifier(String name) {
        var word = line.words.take();
        if (!word.text().equals(name)) throw line.bad(word, name);
    }

    private String bracketed(Word word, int bracket, String expected) {
        var text = bracketedOrEmpty(word, bracket, expected);
        if (text.isEmpty()) throw line.bad(word, expected);
        return text;
    }

    private String bracketedOrEmpty(Word word, int bracket, String expected) {
        int end = word.text().indexOf(')', bracket);
        if (end != word.text().length() - 1) throw line.bad(word, expected);
        return word.text().substring(bracket + 1, end);
    }
}

package io.weir.rules.lang;

import io.weir.rules.sample.BadArgumentException;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a sample expression, read from left to right: names, and arguments between parentheses with their own
 * level of quotes (configuration manual section 2.2). Confined to the reading thread.
 */
final class ExpressionText {
    private final String text;
    private int at;

    ExpressionText(String text, int start) {
        this.text = text;
        at = start;
    }

    /** Offset of the next character. */
    int at() {
        return at;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean takeIf(char c) {
        if (atEnd() || text.charAt(at) != c) return false;
        at++;
        return true;
    }

    /** Takes the name of a fetch or converter; empty when there is none here. */
    String name() {
        int start = at;
        while (!atEnd() && isNameCharacter(text.charAt(at))) at++;
        return text.substring(start, at);
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-+".indexOf(c) >= 0;
    }

    /** Takes arguments with their parentheses; none when no parenthesis comes next. */
    List<String> arguments() throws BadArgumentException {
        List<String> arguments = new ArrayList<>();
        if (!takeIf('(')) return arguments;
        do arguments.add(argument());
        while (takeIf(','));
        if (!takeIf(')')) throw new BadArgumentException("a parenthesis is not closed", "')'");
        return arguments;
    }

    private String argument() throws BadArgumentException {
        var argument = new StringBuilder();
        char quote = 0;
        while (!atEnd()) {
            char c = text.charAt(at);
            if (quote == 0 && (c == ',' || c == ')')) break;
            at++;
            if (c == quote) quote = 0;
            else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
            else if (c == '\\' && quote != '\'' && !atEnd()) escape(argument);
            else argument.append(c);
        }
        if (quote != 0) throw new BadArgumentException("a quote is not closed", String.valueOf(quote));
        return argument.toString();
    }

    private void escape(StringBuilder argument) {
        char next = text.charAt(at);
        switch (next) {
            case '\\', '\'', '"', ' ' -> argument.append(next);
            case 'n' -> argument.append('\n');
            case 'r' -> argument.append('\r');
            case 't' -> argument.append('\t');
            default -> {
                argument.append('\\');
                return;
            }
        }
        at++;
    }
}

package io.weir.engine.exchange;

/**
 * One {@code name=value} in a line of cookies. Offsets into the text: {@code start} is where the pair before it ended, at
 * a delimiter.
 *
 * @param end where the next pair starts, or the attributes of a response's cookie
 *     <p>Any thread; immutable.
 */
record CookiePair(String text, int start, int nameStart, int nameEnd, int valueStart, int valueEnd, int end) {
    /** @param severalInALine whether a comma separates them as well: not in {@code Set-Cookie} */
    static CookiePair at(String text, int start, boolean severalInALine) {
        int nameStart = skipBlanks(text, start == 0 ? 0 : start + 1);
        int equal = nameStart;
        while (equal < text.length() && !isEnd(text.charAt(equal), severalInALine) && text.charAt(equal) != '=')
            equal++;
        int nameEnd = trim(text, nameStart, equal);
        if (equal == text.length() || text.charAt(equal) != '=')
            return new CookiePair(text, start, nameStart, nameEnd, equal, equal, equal);
        int valueStart = skipBlanks(text, equal + 1);
        int end = valueEnd(text, valueStart);
        return new CookiePair(text, start, nameStart, nameEnd, valueStart, trim(text, valueStart, end), end);
    }

    boolean hasValue() {
        return valueStart > nameEnd;
    }

    String value() {
        return text.substring(valueStart, valueEnd);
    }

    boolean isNamed(String name) {
        return nameEnd - nameStart == name.length() && text.startsWith(name, nameStart);
    }

    /** One that says something about the pair before it (RFC 2109). */
    boolean isAttribute() {
        return text.startsWith("$", nameStart);
    }

    private static boolean isEnd(char c, boolean severalInALine) {
        return c == ';' || c == ',' && severalInALine;
    }

    /** Behind the value; delimiters in quotes are part of it. */
    private static int valueEnd(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (!quoted && isEnd(c, true)) return i;
        }
        return text.length();
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) at++;
        return at;
    }

    private static int trim(String text, int from, int end) {
        int at = end;
        while (at > from && isBlank(text.charAt(at - 1))) at--;
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

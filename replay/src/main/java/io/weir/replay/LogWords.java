package io.weir.replay;

/** The fields of one log line from left to right. Confined to the replaying thread. */
final class LogWords {
    private final String text;
    private final LineReader line;
    private final String form;
    private int at;

    /** @param form of such a line, for messages */
    LogWords(String text, LineReader line, String form) {
        this.text = text;
        this.line = line;
        this.form = form;
    }

    void goTo(int index) {
        at = index;
    }

    int indexOf(String wanted, int from) throws BadLineException {
        int index = text.indexOf(wanted, from);
        if (index < 0) throw bad("'" + wanted + "' is missing");
        return index;
    }

    /** The next field up to a blank. */
    String word() throws BadLineException {
        int end = text.indexOf(' ', at);
        if (end <= at) throw bad("the line ends too early");
        String word = text.substring(at, end);
        at = end + 1;
        return word;
    }

    /** How many parts with slashes between them the next field has. */
    int countParts() {
        int parts = 1;
        for (int i = at; i < text.length() && text.charAt(i) != ' '; i++) if (text.charAt(i) == '/') parts++;
        return parts;
    }

    /** The next field, which has that many parts with slashes between them. */
    String[] parts(int count) throws BadLineException {
        int before = at;
        String[] parts = word().split("/", -1);
        if (parts.length == count) return parts;
        at = before;
        throw bad(count + " parts with '/' between them are missing");
    }

    /** A number of a field; HAProxy writes a plus before one that is still to grow. */
    long number(String word) throws BadLineException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw bad("'" + word + "' is no number");
        }
    }

    boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** What stands between the next braces, which may hold blanks. */
    String braces() throws BadLineException {
        int end = indexOf("} ", at);
        String inner = text.substring(at + 1, end);
        at = end + 2;
        return inner;
    }

    /** What stands between the quotes that end the line; some syslog daemons put backslashes before them. */
    String quoted() throws BadLineException {
        int open = text.indexOf('"', at);
        if (open < 0 || open > at + 1) throw bad("the request in quotes is missing");
        int close = text.indexOf('"', open + 1);
        int end = close < 0 ? text.length() : close;
        return text.substring(open + 1, end > open + 1 && text.charAt(end - 1) == '\\' ? end - 1 : end);
    }

    private BadLineException bad(String message) {
        return new BadLineException(line.place(at), message, form);
    }
}

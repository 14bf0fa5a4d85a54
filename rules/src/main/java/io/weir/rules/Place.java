package io.weir.rules;

/**
 * A place in a source text.
 *
 * @param file as the user named it
 * @param line 1 or more; 0 when the whole file is meant
 * @param column 1 or more; 0 when the whole line is meant
 *     <p>Any thread.
 */
public record Place(String file, int line, int column) implements Origin {
    /** What comes from no source, or from wherever it may be. */
    public static final Place NOWHERE = new Place("", 0, 0);

    @Override
    public Place place() {
        return this;
    }

    /** {@code file:line}, the short form for decisions and logs. */
    public String fileAndLine() {
        return file + ":" + line;
    }

    /** {@code file:line:column} as far as they are known. */
    @Override
    public String toString() {
        if (line == 0) return file;
        return column == 0 ? fileAndLine() : file + ":" + line + ":" + column;
    }
}

package io.weir.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * The fields of the objects of one line, read one after the other; whatever is of another kind than asked for is
 * refused with its place. Confined to the replaying thread.
 */
final class JsonFields {
    private final JsonParser parser;
    private final LineReader line;
    private String name = "";

    JsonFields(JsonParser parser, LineReader line) {
        this.parser = parser;
        this.line = line;
    }

    /** Goes to the first token, which must be that one. */
    void next(JsonToken token, String expected) throws IOException, BadLineException {
        if (parser.nextToken() != token) throw wrong(expected);
    }

    /** The value must be an object; {@link #more} goes through its fields. */
    void object() throws BadLineException {
        if (parser.currentToken() != JsonToken.START_OBJECT) throw wrong("an object");
    }

    /** The value must be an array; {@link #moreElements} goes through it. */
    void array(String expected) throws BadLineException {
        if (parser.currentToken() != JsonToken.START_ARRAY) throw wrong(expected);
    }

    /** Goes to the next field's value; false at the end of the object. */
    boolean more() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) return false;
        name = parser.currentName();
        parser.nextToken();
        return true;
    }

    /** Goes to the next element; false at the end of the array. */
    boolean moreElements() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Name of the field whose value is the current one. */
    String name() {
        return name;
    }

    /** Leaves the value out, whatever it is. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isNumber() {
        return parser.currentToken().isNumeric();
    }

    /** A string of characters that are one byte each on the wire. */
    String text() throws IOException, BadLineException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) throw wrong("a string");
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) > 255) throw bad("a character above U+00FF", "bytes, written as U+0000 to U+00FF");
        return text;
    }

    long whole(long least) throws IOException, BadLineException {
        return whole(least, Long.MAX_VALUE);
    }

    long whole(long least, long most) throws IOException, BadLineException {
        String expected = least == Long.MIN_VALUE
                ? "a whole number"
                : most == Long.MAX_VALUE ? "a whole number, " + least + " or more" : least + " to " + most;
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) throw wrong(expected);
        long value = parser.getLongValue();
        if (value < least || value > most) throw bad(name + " is " + value, expected);
        return value;
    }

    /** A number that is not negative. */
    double number() throws IOException, BadLineException {
        if (!isNumber() || parser.getDoubleValue() < 0) throw wrong("a number, 0 or more");
        return parser.getDoubleValue();
    }

    BadLineException unknown(String expected) {
        return bad("unknown field '" + name + "'", "one of " + expected);
    }

    BadLineException wrong(String expected) {
        return bad(name.isEmpty() ? "no object" : "'" + name + "' is of another kind", expected);
    }

    BadLineException bad(String message, String expected) {
        int column = parser.currentTokenLocation().getColumnNr();
        return new BadLineException(line.place(Math.max(0, column - 1)), message, expected);
    }
}

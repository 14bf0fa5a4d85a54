package io.weir.replay;

import io.weir.replay.Expectation.ExpectedHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Field lines as JSON: an object whose values are strings or arrays of strings, or an array of name and value pairs.
 * Confined to the replaying thread.
 */
final class JsonHeaders {
    private static final String FORMS = "an object of strings or arrays of strings, or an array of [name, value]";

    private JsonHeaders() {}

    /** Takes one field line after the other. */
    @FunctionalInterface
    interface Lines {
        void line(String name, String value);
    }

    static void read(JsonFields fields, Lines lines) throws IOException, BadLineException {
        if (fields.isArray()) pairs(fields, lines);
        else object(fields, lines);
    }

    /** Like {@link #read}, all values of a name together; null or an empty array stands for "no such line". */
    static List<ExpectedHeader> expected(JsonFields fields) throws IOException, BadLineException {
        List<ExpectedHeader> headers = new ArrayList<>();
        fields.object();
        while (fields.more()) {
            String name = name(fields, fields.name());
            List<String> values = new ArrayList<>();
            if (!fields.isNull()) values(fields, name, (_, value) -> values.add(value));
            headers.add(new ExpectedHeader(name, values));
        }
        return headers;
    }

    private static void object(JsonFields fields, Lines lines) throws IOException, BadLineException {
        fields.object();
        while (fields.more()) values(fields, name(fields, fields.name()), lines);
    }

    private static void values(JsonFields fields, String name, Lines lines) throws IOException, BadLineException {
        if (!fields.isArray()) {
            lines.line(name, value(fields));
            return;
        }
        while (fields.moreElements()) lines.line(name, value(fields));
    }

    private static void pairs(JsonFields fields, Lines lines) throws IOException, BadLineException {
        while (fields.moreElements()) {
            fields.array(FORMS);
            if (!fields.moreElements()) throw fields.bad("an empty pair", FORMS);
            String name = name(fields, fields.text());
            if (!fields.moreElements()) throw fields.bad("'" + name + "' has no value", FORMS);
            lines.line(name, value(fields));
            if (fields.moreElements()) throw fields.bad("more than a name and a value", FORMS);
        }
    }

    private static String name(JsonFields fields, String name) throws BadLineException {
        if (!Legal.isToken(name)) throw fields.bad("'" + name + "' is no name of a header", "RFC 9110 section 5.1");
        return name;
    }

    private static String value(JsonFields fields) throws IOException, BadLineException {
        String value = fields.text();
        if (!Legal.isFieldValue(value)) throw fields.bad("a value with CR, LF or NUL", "RFC 9110 section 5.5");
        return value;
    }
}

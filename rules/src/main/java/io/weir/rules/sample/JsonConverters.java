package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.ANY;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import org.jspecify.annotations.Nullable;

/** JSON and JSON web tokens (configuration manual section 7.3.1). Any thread. */
final class JsonConverters {
    private JsonConverters() {}

    static void addTo(Converters.Table table) {
        table.add("json", STR, STR, Signature.required(STRING), a -> {
            JsonText text = JsonText.named(a.text(0));
            return (value, txn) -> text.escaped((String) value);
        });
        table.add("json_query", STR, ANY, Signature.of(1, STRING, STRING), a -> {
            if (a.text(0).isEmpty()) throw new BadArgumentException("the path is empty", "such as $.user.id");
            JsonQuery query = JsonQuery.of(a);
            return (value, txn) -> query.value((String) value);
        });
        Signature query = Signature.optional(STRING, STRING);
        table.add("jwt_header_query", BIN, ANY, query, a -> tokenPart(0, a));
        table.add("jwt_payload_query", BIN, ANY, query, a -> tokenPart(1, a));
        table.add("jwt_verify", BIN, INT, Signature.required(STRING, STRING), new JwtVerify.Maker());
    }

    /** Without a query the whole part, as the manual says; HAProxy 2.6 has no value then. */
    private static Converter.Step tokenPart(int part, Arguments arguments) throws BadArgumentException {
        JsonQuery query = arguments.has(0) ? JsonQuery.of(arguments) : null;
        return (value, txn) -> {
            String json = tokenPart((String) value, part);
            return json == null || query == null ? json : query.value(json);
        };
    }

    /** A decoded part of a token in its compact form (RFC 7515 section 3.1); null when there is none. */
    private static @Nullable String tokenPart(String token, int part) {
        int start = 0;
        for (int i = 0; i < part; i++) {
            start = token.indexOf('.', start) + 1;
            if (start == 0) return null;
        }
        int end = token.indexOf('.', start);
        return Texts.ofBase64Url(token.substring(start, end < 0 ? token.length() : end));
    }
}

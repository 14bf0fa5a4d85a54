package io.weir.replay;

import io.weir.rules.Headers;
import java.io.IOException;

/** Reads the {@code req} of a record. Confined to the replaying thread. */
final class JsonRequest {
    private static final String FIELDS = "method, host, path, query, version, headers, body_len";

    private String method = "";
    private String host = "";
    private String path = "";
    private String query = "";
    private int minor;

    void read(JsonFields fields, RecordedRequest into) throws IOException, BadLineException {
        method = "GET";
        host = "";
        path = "/";
        query = "";
        minor = 1;
        var headers = into.request().headers();
        fields.object();
        while (fields.more()) field(fields, headers);
        String target = query.isEmpty() ? path : path + "?" + query;
        if (!Legal.isToken(method)) throw fields.bad("'" + method + "' is no method", "RFC 9110 section 9.1");
        if (!Legal.isTarget(target)) throw fields.bad("'" + target + "' is no path", "RFC 9112 section 3.2");
        into.startLine(method, target, minor);
        if (host.isEmpty()) return;
        if (headers.has("host")) throw fields.bad("host beside a header of that name", "one of them");
        if (!Legal.isFieldValue(host)) throw fields.bad("host with CR, LF or NUL", "a name");
        headers.add("host", host);
    }

    private void field(JsonFields fields, Headers headers) throws IOException, BadLineException {
        switch (fields.name()) {
            case "method" -> method = fields.text();
            case "host" -> host = fields.text();
            case "path" -> path = fields.text();
            case "query" -> query = fields.text();
            case "version" -> minor = minor(fields);
            case "headers" -> JsonHeaders.read(fields, headers::add);
            case "body_len" -> fields.whole(0);
            default -> throw fields.unknown(FIELDS);
        }
    }

    /** HTTP/2 and later have the meaning of HTTP/1.1 here. */
    private static int minor(JsonFields fields) throws IOException, BadLineException {
        String version = fields.text();
        return switch (version.startsWith("HTTP/") ? version.substring(5) : version) {
            case "1.0" -> 0;
            case "1.1", "2", "2.0", "3", "3.0" -> 1;
            default -> throw fields.bad("'" + version + "' is no version", "1.0, 1.1, 2 or 3");
        };
    }
}

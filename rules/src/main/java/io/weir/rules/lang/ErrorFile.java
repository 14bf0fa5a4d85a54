package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.Reply;
import io.weir.rules.action.ReplyTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code errorfile} (configuration manual section 4.2): a whole response in a file, read once. An empty file closes the
 * connection without an answer.
 *
 * @param status the one whose page it is; the response may have another
 *     <p>Any thread; immutable.
 */
record ErrorFile(int status, Path file, Reply.Raw response, Place place) {
    static final Map<String, Integer> CODES = IntStream.of(
                    200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504)
            .boxed()
            .collect(Collectors.toUnmodifiableMap(String::valueOf, code -> code));

    /** Larger than any sensible buffer; what is larger than this one's is found by the binder. */
    private static final int MAX_READ = 1 << 24;

    /** Reads the arguments: a status and a file. */
    static ErrorFile read(Line line) {
        int status = line.choice(CODES);
        var name = line.word("a file");
        var file = line.files.find(Latin1.readable(name.text()));
        var text = new String(content(line, name, file), StandardCharsets.ISO_8859_1);
        var fault = fault(text);
        if (!fault.isEmpty())
            throw line.fault("bad-file", name.place(), "'errorfile': " + file + ": " + fault, "a whole HTTP response");
        return new ErrorFile(status, file, new Reply.Raw(status, bytes(text)), name.place());
    }

    ReplyTemplate reply() {
        return new ReplyTemplate.Whole(response);
    }

    /** The bytes of a response whose lines may end as an editor ended them. */
    static byte[] bytes(String text) {
        return withCrlf(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(Line line, Word name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_READ);
        } catch (NoSuchFileException e) {
            throw line.fault("missing-file", name.place(), "'errorfile': " + file + " does not exist", "");
        } catch (IOException e) {
            throw line.fault(
                    "missing-file", name.place(), "'errorfile': cannot read " + file + ": " + e.getMessage(), "");
        }
    }

    /** What keeps the text from being a response; empty when nothing does. */
    static String fault(String text) {
        if (text.isEmpty()) return "";
        if (!text.matches("(?s)HTTP/[0-9]\\.[0-9] [1-5][0-9][0-9][ \\r\\n].*"))
            return "it does not begin with a status line such as 'HTTP/1.0 503 Service Unavailable'";
        int bodyStart = bodyStart(text);
        if (bodyStart < 0) return "no empty line ends its head";
        var lines = text.substring(0, bodyStart).split("\r?\n");
        for (int i = 1; i < lines.length; i++) {
            var fault = headerFault(lines[i], text.length() - bodyStart);
            if (!fault.isEmpty()) return fault;
        }
        return "";
    }

    private static String headerFault(String header, int bodyBytes) {
        int colon = header.indexOf(':');
        if (colon < 1 || header.substring(0, colon).matches(".*[ \\t].*")) return "'" + header + "' is not a header";
        var name = header.substring(0, colon);
        var value = header.substring(colon + 1).strip();
        if (name.equalsIgnoreCase("transfer-encoding")) return "its body must not be chunked";
        if (name.equalsIgnoreCase("content-length") && !value.equals(String.valueOf(bodyBytes)))
            return "its body has " + bodyBytes + " bytes, its Content-Length is " + value;
        return "";
    }

    /** Behind the empty line, whichever way lines end; -1 when there is none. */
    private static int bodyStart(String text) {
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (text.startsWith("\n", end + 1)) return end + 2;
            if (text.startsWith("\r\n", end + 1)) return end + 3;
        }
        return -1;
    }

    /** Files made in an editor end their lines in a bare LF, which RFC 9112 section 2.2 does not let us send. */
    private static String withCrlf(String text) {
        if (text.isEmpty()) return text;
        int bodyStart = bodyStart(text);
        return text.substring(0, bodyStart).replaceAll("\r?\n", "\r\n") + text.substring(bodyStart);
    }
}

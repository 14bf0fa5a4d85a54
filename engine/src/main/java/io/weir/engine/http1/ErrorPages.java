package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.rules.Reply;
import io.weir.rules.StandardReason;
import java.util.List;

/** The pages that answer where no error file, rule or script does: HAProxy's, byte for byte in their bodies. Any thread. */
public final class ErrorPages {
    private static final List<Reply.Field> FIELDS =
            List.of(new Reply.Field("cache-control", "no-cache"), new Reply.Field("content-type", "text/html"));

    private static final List<Reply.Field> CLOSING = List.of(
            new Reply.Field("cache-control", "no-cache"),
            new Reply.Field("connection", "close"),
            new Reply.Field("content-type", "text/html"));

    private static final Reply.Composed INTERNAL_ERROR = page(500, "An internal server error occurred.");

    private static final Reply.Composed[] PAGES = {
        page(200, "Service ready."),
        page(400, "Your browser sent an invalid request."),
        page(401, "You need a valid user and password to access this content."),
        page(403, "Request forbidden by administrative rules."),
        page(404, "The resource could not be found."),
        page(405, "A request was made of a resource using a request method not supported by that resource"),
        page(407, "You need a valid user and password to access this content."),
        page(408, "Your browser didn't send a complete request in time."),
        page(410, "The resource is no longer available and will not be available again."),
        page(413, "The request entity exceeds the maximum allowed."),
        page(421, "Request sent to a non-authoritative server."),
        page(422, "The server cannot process the contained instructions."),
        page(425, "Your browser sent early data."),
        page(429, "You have sent too many requests in a given amount of time."),
        INTERNAL_ERROR,
        page(501, ".The server does not support the functionality required to fulfill the request."),
        page(502, "The server returned an invalid or incomplete response."),
        page(503, "No server is available to handle this request."),
        page(504, "The server didn't respond in time."),
    };

    private ErrorPages() {}

    /** The page of a status; that of 500 for a status that has none. */
    public static Reply.Composed of(int status) {
        for (Reply.Composed page : PAGES) if (page.status() == status) return page;
        return INTERNAL_ERROR;
    }

    /** Whether a status has a page of its own: the list that {@code errorfile} and {@code deny_status} choose from. */
    public static boolean has(int status) {
        return of(status).status() == status;
    }

    private static Reply.Composed page(int status, String text) {
        String reason = StandardReason.ofPage(status);
        String body = "<html><body><h1>" + status + " " + reason + "</h1>\n" + text + "\n</body></html>\n";
        // after these two there may be more of a request on the connection than was read
        List<Reply.Field> fields = status == 400 || status == 408 ? CLOSING : FIELDS;
        return new Reply.Composed(status, reason, fields, body.getBytes(US_ASCII));
    }
}

package io.weir.rules.action;

import io.weir.rules.Headers;
import io.weir.rules.Origin;
import io.weir.rules.Reply;
import io.weir.rules.RequestHead;
import io.weir.rules.StandardReason;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code redirect} (configuration manual section 4.2).
 *
 * @param target the location, the prefix or the scheme
 * @param status 301, 302, 303, 307 or 308
 * @param cookie value of Set-Cookie; empty: none
 *     <p>Any thread; immutable.
 */
public record Redirect(Kind kind, LogFormat target, int status, Set<Option> options, String cookie) implements Action {
    private static final byte[] NO_BODY = {};

    /** What {@link #target} is. */
    public enum Kind {
        LOCATION,
        /** Stands before the path. */
        PREFIX,
        /** Stands before host and path. */
        SCHEME
    }

    /** A word that changes how the location is made. */
    public enum Option {
        DROP_QUERY,
        APPEND_SLASH,
        /** No redirection when the location would be empty. */
        IGNORE_EMPTY
    }

    public Redirect {
        options = Set.copyOf(options);
    }

    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        String location = location(txn);
        if (location.isEmpty() && options.contains(Option.IGNORE_EMPTY)) return Verdict.CONTINUE;
        List<Reply.Field> fields = new ArrayList<>(3);
        fields.add(new Reply.Field("location", location));
        boolean temporary = status == 302 || status == 303 || status == 307;
        if (temporary) fields.add(new Reply.Field("cache-control", "no-cache"));
        if (!cookie.isEmpty()) fields.add(new Reply.Field("set-cookie", cookie));
        String reason = StandardReason.ofRedirection(status);
        return new Verdict.Return(new Reply.Composed(status, reason, fields, NO_BODY), origin);
    }

    private String location(Transaction txn) {
        String text = target.render(txn);
        return switch (kind) {
            case LOCATION -> text;
            case PREFIX -> (text.equals("/") ? "" : text) + path(txn);
            case SCHEME -> text + "://" + txn.request().host() + path(txn);
        };
    }

    private String path(Transaction txn) {
        RequestHead head = txn.request();
        Headers bytes = head.headers();
        int end = options.contains(Option.DROP_QUERY) ? head.pathEnd() : head.targetEnd();
        String path = bytes.text(head.pathStart(), end);
        return options.contains(Option.APPEND_SLASH) && !path.endsWith("/") ? path + "/" : path;
    }
}

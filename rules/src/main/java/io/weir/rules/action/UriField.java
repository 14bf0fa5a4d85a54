package io.weir.rules.action;

import io.weir.rules.Effects;
import io.weir.rules.Headers;
import io.weir.rules.Origin;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;

/** A part of the request's start line that rules rewrite. Any thread. */
public enum UriField {
    METHOD,
    PATH,
    /** Path and query. */
    PATHQ,
    QUERY,
    URI;

    void set(Transaction txn, String value, Origin origin) {
        switch (this) {
            case METHOD -> txn.effects().setMethod(value, origin);
            case PATH -> txn.effects().setPath(value, origin);
            case PATHQ -> txn.effects().setPathq(value, origin);
            case QUERY -> txn.effects().setQuery(value, origin);
            case URI -> setUri(txn, value, origin);
        }
    }

    /** The authority of an absolute target and Host must say the same (RFC 9112 section 3.2.2). */
    private static void setUri(Transaction txn, String value, Origin origin) {
        txn.effects().setUri(value, origin);
        int start = value.indexOf("://") + 3;
        if (start < 3 || value.startsWith("/")) return;
        int end = start;
        while (end < value.length() && value.charAt(end) != '/' && value.charAt(end) != '?') end++;
        txn.effects().setHeader(Effects.Side.REQUEST, "host", value.substring(start, end), origin);
    }

    String get(Transaction txn) {
        RequestHead head = txn.request();
        Headers bytes = head.headers();
        return switch (this) {
            case METHOD -> head.method();
            case PATH -> head.path();
            case PATHQ -> bytes.text(head.pathStart(), head.targetEnd());
            case QUERY -> head.query();
            case URI -> head.target();
        };
    }
}

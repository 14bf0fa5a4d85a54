package io.weir.rules.sample;

import static io.weir.rules.Effects.Side.REQUEST;
import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HeaderValues.Split;
import org.jspecify.annotations.Nullable;

/** The request's head (configuration manual section 7.3.6). Any thread. */
final class RequestFetches {
    private static final HeaderValues HOST = new HeaderValues("host", Split.COMMAS);

    private RequestFetches() {}

    static void addTo(Fetches.Table table) {
        addStartLine(table);
        addHeaders(table);
        Signature cookie = Signature.optional(STRING);
        table.add("req.cook", STR, Needs.REQUEST, cookie, CookieFetch.maker(REQUEST));
        table.add("req.cook_cnt", INT, Needs.REQUEST, cookie, CookieFetch.counter(REQUEST));
        table.add(
                "req.cook_val",
                INT,
                Needs.REQUEST,
                cookie,
                a -> number(CookieFetch.maker(REQUEST).make(a)));
        table.add(
                "cookie",
                STR,
                Needs.MESSAGE,
                cookie,
                a -> whileRequest(CookieFetch.maker(REQUEST).make(a)));
        table.alias("cook", "req.cook");
        table.alias("cook_cnt", "req.cook_cnt");
        table.alias("cook_val", "req.cook_val");
        Signature parameter = Signature.optional(STRING, STRING);
        table.add("urlp", STR, Needs.REQUEST, parameter, UrlParameter::of);
        table.add("urlp_val", INT, Needs.REQUEST, parameter, a -> number(UrlParameter.of(a)));
        table.alias("url_param", "urlp");
    }

    private static void addStartLine(Fetches.Table table) {
        table.add("method", SampleType.METH, Needs.NOTHING, HeadFirst.of(new MethodFetch()));
        table.add("path", STR, Needs.REQUEST, UriPart.PATH);
        table.add("pathq", STR, Needs.REQUEST, UriPart.PATHQ);
        table.add("query", STR, Needs.REQUEST, UriPart.QUERY);
        table.add("url", STR, Needs.REQUEST, UriPart.URL);
        table.add("base", STR, Needs.REQUEST, txn -> base(txn, UriPart.PATH));
        table.add("baseq", STR, Needs.REQUEST, txn -> base(txn, UriPart.PATHQ));
        table.add("req.ver", STR, Needs.REQUEST, new VersionFetch());
        table.alias("req_ver", "req.ver");
        table.add("req.proto_http", BOOL, Needs.NOTHING, HeadFirst.of(new Constant(BOOL, true)));
        table.alias("req_proto_http", "req.proto_http");
    }

    private static void addHeaders(Fetches.Table table) {
        Signature header = Signature.optional(STRING, INTEGER);
        Signature name = Signature.optional(STRING);
        table.add("req.hdr", STR, Needs.REQUEST, header, HeaderFetch.maker(REQUEST, Split.COMMAS));
        table.add("req.fhdr", STR, Needs.REQUEST, header, HeaderFetch.maker(REQUEST, Split.LINES));
        table.add("req.hdr_cnt", INT, Needs.REQUEST, name, HeaderFetch.counter(REQUEST, Split.COMMAS));
        table.add("req.fhdr_cnt", INT, Needs.REQUEST, name, HeaderFetch.counter(REQUEST, Split.LINES));
        table.add("req.hdr_val", INT, Needs.REQUEST, header, a -> number(HeaderFetch.of(REQUEST, Split.COMMAS, a)));
        table.add("req.hdr_ip", IP, Needs.REQUEST, header, a -> address(HeaderFetch.of(REQUEST, Split.COMMAS, a)));
        table.add("req.hdr_names", STR, Needs.REQUEST, name, HeaderNames.maker(REQUEST));
        table.alias("hdr_cnt", "req.hdr_cnt");
        table.alias("hdr_val", "req.hdr_val");
        table.alias("hdr_ip", "req.hdr_ip");
    }

    /** HAProxy takes it in responses too, where the request is gone and it has no value. */
    private static Expression whileRequest(Expression cookie) {
        return txn -> txn.response().status() == 0 ? cookie.evaluate(txn) : null;
    }

    /** First Host and the path; only the one that is there. */
    private static @Nullable Object base(Transaction txn, UriPart part) {
        RequestHead head = txn.request();
        Headers headers = head.headers();
        long host = HOST.nth(headers, 1);
        Object path = part.evaluate(txn);
        if (host < 0) return path;
        String name = headers.text(HeaderValues.start(host), HeaderValues.end(host));
        return path == null ? name : name + path;
    }

    /** The number that each value begins with. */
    static Expression number(Expression text) {
        return new Converted(text, STR, INT, (value, txn) -> Casts.leadingNumber((String) value));
    }

    /** The address that each value is; an IPv4 one may have a port. */
    static Expression address(Expression text) {
        return new Converted(text, STR, IP, (value, txn) -> Addresses.parse(withoutPort((String) value)));
    }

    private static String withoutPort(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf('.') < 0 || text.indexOf('.') > colon) return text;
        return isPort(text.substring(colon + 1)) ? text.substring(0, colon) : "";
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > 5) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return Integer.parseInt(text) <= 65535;
    }
}

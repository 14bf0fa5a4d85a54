package io.weir.rules.sample;

import static io.weir.rules.Effects.Side.REQUEST;
import static io.weir.rules.Effects.Side.RESPONSE;
import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Transaction;
import io.weir.rules.sample.HeaderValues.Split;

/** The response's head (configuration manual section 7.3.6). Any thread. */
final class ResponseFetches {
    private ResponseFetches() {}

    static void addTo(Fetches.Table table) {
        table.add("status", INT, Needs.OUTCOME, AnswerFirst.of((NumberExpression)
                txn -> txn.response().status()));
        table.add("res.ver", STR, Needs.RESPONSE, ResponseFetches::version);
        table.alias("resp_ver", "res.ver");
        addHeaders(table);
        Signature cookie = Signature.optional(STRING);
        table.add("res.cook", STR, Needs.RESPONSE, cookie, CookieFetch.maker(RESPONSE));
        table.add("res.cook_cnt", INT, Needs.RESPONSE, cookie, CookieFetch.counter(RESPONSE));
        table.add(
                "res.cook_val",
                INT,
                Needs.RESPONSE,
                cookie,
                a -> RequestFetches.number(CookieFetch.maker(RESPONSE).make(a)));
        table.alias("scook", "res.cook");
        table.alias("scook_cnt", "res.cook_cnt");
        table.alias("scook_val", "res.cook_val");
    }

    private static void addHeaders(Fetches.Table table) {
        Signature header = Signature.optional(STRING, INTEGER);
        Signature name = Signature.optional(STRING);
        table.add("res.hdr", STR, Needs.RESPONSE, header, HeaderFetch.maker(RESPONSE, Split.COMMAS));
        table.add("res.fhdr", STR, Needs.RESPONSE, header, HeaderFetch.maker(RESPONSE, Split.LINES));
        table.add("res.hdr_cnt", INT, Needs.RESPONSE, name, HeaderFetch.counter(RESPONSE, Split.COMMAS));
        table.add("res.fhdr_cnt", INT, Needs.RESPONSE, name, HeaderFetch.counter(RESPONSE, Split.LINES));
        table.add(
                "res.hdr_val",
                INT,
                Needs.RESPONSE,
                header,
                a -> RequestFetches.number(HeaderFetch.of(RESPONSE, Split.COMMAS, a)));
        table.add(
                "res.hdr_ip",
                IP,
                Needs.RESPONSE,
                header,
                a -> RequestFetches.address(HeaderFetch.of(RESPONSE, Split.COMMAS, a)));
        table.add("res.hdr_names", STR, Needs.RESPONSE, name, HeaderNames.maker(RESPONSE));
        table.add("hdr", STR, Needs.MESSAGE, header, ResponseFetches::header);
        table.alias("shdr", "res.hdr");
        table.alias("shdr_cnt", "res.hdr_cnt");
        table.alias("shdr_val", "res.hdr_val");
        table.alias("shdr_ip", "res.hdr_ip");
    }

    /** {@code hdr} means the message that is being processed; the conditions' keyword of that name does not. */
    private static Expression header(Arguments arguments) throws BadArgumentException {
        var ofRequest = HeadFirst.of(HeaderFetch.of(REQUEST, Split.COMMAS, arguments));
        return new CurrentMessage(ofRequest, HeaderFetch.of(RESPONSE, Split.COMMAS, arguments));
    }

    private static String version(Transaction txn) {
        return txn.response().minorVersion() == 0 ? "1.0" : "1.1";
    }
}

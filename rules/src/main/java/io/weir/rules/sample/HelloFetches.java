package io.weir.rules.sample;

import static io.weir.rules.sample.Hello.number;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a TLS connection that is only passed on say (configuration manual section 7.3.5). Any thread.
 */
final class HelloFetches {
    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SESSION_TICKET = 35;
    private static final int RECORD_HEAD = 5;
    private static final int HANDSHAKE_HEAD = 4;

    private HelloFetches() {}

    static void addTo(Fetches.Table table) {
        table.add("req.ssl_hello_type", INT, Needs.REQUEST_CONTENT, txn -> type(Direction.CLIENT.raw(txn)));
        table.add("res.ssl_hello_type", INT, Needs.RESPONSE_CONTENT, txn -> type(Direction.SERVER.raw(txn)));
        table.add("req.ssl_sni", STR, Needs.REQUEST_CONTENT, HelloFetches::serverName);
        table.add("req.ssl_alpn", STR, Needs.REQUEST_CONTENT, new HelloProtocols());
        table.add("req.ssl_ec_ext", BOOL, Needs.REQUEST_CONTENT, HelloFetches::supportedGroups);
        table.add("req.ssl_st_ext", INT, Needs.REQUEST_CONTENT, HelloFetches::sessionTicket);
        table.add("req.ssl_ver", INT, Needs.REQUEST_CONTENT, new HelloVersion());
        table.alias("req_ssl_hello_type", "req.ssl_hello_type");
        table.alias("rep_ssl_hello_type", "res.ssl_hello_type");
        table.alias("req_ssl_sni", "req.ssl_sni");
        table.alias("req_ssl_ver", "req.ssl_ver");
    }

    /** Type of the handshake message, once it is whole. */
    private static @Nullable Object type(@Nullable Content content) {
        if (content == null) return null;
        if (content.length() == 0) return await(content);
        if (!isRecord(content)) return null;
        if (content.length() < RECORD_HEAD + HANDSHAKE_HEAD) return await(content);
        if (number(content, 1, 1) < 3 || number(content, 3, 2) < HANDSHAKE_HEAD) return null;
        int bytes = number(content, RECORD_HEAD + 1, 3);
        if (content.length() < RECORD_HEAD + HANDSHAKE_HEAD + bytes) return await(content);
        return (long) number(content, RECORD_HEAD, 1);
    }

    /** Whether it begins as a record of SSL 3 or later does. */
    static boolean isRecord(Content content) {
        int first = number(content, 0, 1);
        return first >= 0x14 && first <= 0x17 || first == 0xff;
    }

    /** Only a host name is one. */
    private static @Nullable Object serverName(Transaction txn) {
        var extensions = Hello.extensions(Direction.CLIENT.raw(txn));
        int at = extensions == null ? Hello.ABSENT : extensions.find(SERVER_NAME);
        if (extensions == null || at < 0 || extensions.length(at) < 2) return null;
        Content content = extensions.content();
        int listBytes = number(content, at + 4, 2);
        if (listBytes < 4 || at + 6 + listBytes > extensions.end() || number(content, at + 6, 1) != 0) return null;
        int start = at + 9;
        int end = start + number(content, at + 7, 2);
        return end > extensions.end() ? null : content.text(start, end);
    }

    /** True, or no value: never false. */
    private static @Nullable Object supportedGroups(Transaction txn) {
        var extensions = Hello.extensions(Direction.CLIENT.raw(txn));
        return extensions != null && extensions.find(SUPPORTED_GROUPS) >= 0 ? true : null;
    }

    /** 0: the extension is not there, 1: it is empty, 2: it holds a ticket. */
    private static @Nullable Object sessionTicket(Transaction txn) {
        var extensions = Hello.extensions(Direction.CLIENT.raw(txn));
        if (extensions == null) return null;
        int at = extensions.find(SESSION_TICKET);
        if (at == Hello.MALFORMED) return null;
        if (at == Hello.ABSENT) return 0L;
        return extensions.length(at) > 0 ? 2L : 1L;
    }

    static @Nullable Object await(Content content) {
        content.awaitMore();
        return null;
    }
}

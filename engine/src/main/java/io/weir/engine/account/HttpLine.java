package io.weir.engine.account;

import io.weir.rules.Captures;
import io.weir.rules.Effects.Side;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code option httplog} (configuration manual section 8.2.3), byte for byte HAProxy's. The fields of a log hook, which
 * HAProxy does not have, stand behind the request as {@code {name=value|name=value}}, so that everything before them is
 * where existing parsers look for it. Any thread.
 */
record HttpLine(LogClock clock) implements LineFormat {
    @Override
    public void write(ExchangeRecord record, LogLine line) {
        LogAddress.write(record.client, record.listener, line);
        line.put(" [");
        clock.http(line, record.startMillis);
        line.put("] ").put(record.frontend).put(' ');
        line.put(record.backend == null ? record.frontend : record.backend).put('/');
        line.put(record.server == null ? "<NOSRV>" : record.server).put(' ');
        timers(record, line);
        line.put(' ').put(record.status).put(record.early ? " +" : " ").put(record.bytesOut);
        Captures captures = record.captures();
        cookie(captures.requestCookie(), line);
        cookie(captures.responseCookie(), line);
        line.put(' ')
                .put(record.termination.code())
                .put(record.persistenceState())
                .put(' ');
        connections(record, line);
        line.put(' ').put(record.serverQueue).put('/').put(record.backendQueue);
        if (record.requestWhole()) {
            block(captures, Side.REQUEST, line);
            block(captures, Side.RESPONSE, line);
        }
        line.put(" \"");
        byte[] request = record.requestBytes();
        if (request == null) line.put("<BADREQ>");
        else line.putEscaped(request, record.requestStart(), record.requestEnd());
        line.put('"');
        if (!record.fields.isEmpty()) fields(record.fields, line);
    }

    private static void timers(ExchangeRecord record, LogLine line) {
        line.put(LogTimers.request(record)).put('/');
        line.put(LogTimers.queue(record)).put('/');
        line.put(LogTimers.connect(record)).put('/');
        line.put(LogTimers.response(record)).put(record.early ? "/+" : "/");
        line.put(LogTimers.total(record));
    }

    private static void connections(ExchangeRecord record, LogLine line) {
        line.put(record.activeConnections)
                .put('/')
                .put(record.frontendConnections)
                .put('/');
        line.put(record.backendConnections)
                .put('/')
                .put(record.serverConnections)
                .put('/');
        if (record.redispatched) line.put('+');
        line.put(record.retries);
    }

    private static void cookie(@Nullable String cookie, LogLine line) {
        line.put(' ').put(cookie == null ? "-" : cookie);
    }

    private static void block(Captures captures, Side side, LogLine line) {
        int size = captures.size(side);
        if (size == 0) return;
        line.put(' ');
        for (int i = 0; i < size; i++) {
            line.put(i == 0 ? '{' : '|');
            String value = captures.get(side, i);
            if (value != null) line.putCaptured(value);
        }
        line.put('}');
    }

    private static void fields(Map<String, String> fields, LogLine line) {
        char before = '{';
        line.put(' ');
        for (var field : fields.entrySet()) {
            line.put(before).putField(field.getKey()).put('=').putField(field.getValue());
            before = '|';
        }
        line.put('}');
    }
}

package io.weir.engine.account;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line. Names are those of the counters and of HAProxy's log fields written out; times are in
 * milliseconds, and what was not reached or not there is null. {@code end} says in words what {@code termination} says
 * in two letters. What is too long for the target is left out whole, so that a line is always valid JSON. Any thread.
 */
record JsonLine(LogClock clock) implements LineFormat {
    /** Room for the closing bracket and for the member that says that something was left out. */
    private static final String CLOSE = ",\"cut\":true}";

    @Override
    public void write(ExchangeRecord record, LogLine line) {
        line.extend(-CLOSE.length());
        line.put("{\"time\":\"");
        clock.iso(line, record.startMillis);
        line.put('"');
        client(record, line);
        name("frontend", line).putJson(record.frontend);
        text("backend", record.backend, line);
        text("server", record.server, line);
        times(record, line);
        name("status", line);
        if (record.status < 0) line.put("null");
        else line.put(record.status);
        number("bytes_out", record.bytesOut, line);
        number("bytes_in", record.bytesIn, line);
        name("termination", line).putJson(record.termination.code());
        name("end", line).putJson(record.termination.words());
        counts(record, line);
        boolean tooLong = line.isCut();
        boolean requestFits = request(record, line);
        boolean fieldsFit = fields(record.fields, line);
        line.extend(CLOSE.length());
        if (tooLong) line.back(0).put("{\"cut\":true}");
        else line.put(requestFits && fieldsFit ? "}" : CLOSE);
    }

    private static void client(ExchangeRecord record, LogLine line) {
        if (!(record.client instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            name("client", line).put("\"unix\"");
            return;
        }
        name("client", line).put('"');
        LogAddress.host(inet.getAddress(), line);
        line.put('"');
        number("client_port", inet.getPort(), line);
    }

    private static void times(ExchangeRecord record, LogLine line) {
        time("request_ms", LogTimers.request(record), line);
        time("queue_ms", LogTimers.queue(record), line);
        time("connect_ms", LogTimers.connect(record), line);
        time("response_ms", LogTimers.response(record), line);
        time("total_ms", LogTimers.total(record), line);
    }

    private static void counts(ExchangeRecord record, LogLine line) {
        number("act_conn", record.activeConnections, line);
        number("fe_conn", record.frontendConnections, line);
        number("be_conn", record.backendConnections, line);
        number("srv_conn", record.serverConnections, line);
        number("retries", record.retries, line);
        name("redispatched", line).put(record.redispatched ? "true" : "false");
        number("srv_queue", record.serverQueue, line);
        number("be_queue", record.backendQueue, line);
    }

    private static boolean request(ExchangeRecord record, LogLine line) {
        int mark = line.length();
        name("request", line);
        byte[] request = record.requestBytes();
        if (request == null) line.put("null");
        else line.putJson(request, record.requestStart(), record.requestEnd());
        return fits(mark, line);
    }

    private static boolean fields(Map<String, String> fields, LogLine line) {
        if (fields.isEmpty()) return true;
        int mark = line.length();
        name("fields", line);
        char before = '{';
        for (var field : fields.entrySet()) {
            line.put(before).putJson(field.getKey()).put(':').putJson(field.getValue());
            before = ',';
        }
        line.put('}');
        return fits(mark, line);
    }

    private static boolean fits(int mark, LogLine line) {
        if (!line.isCut()) return true;
        line.back(mark);
        return false;
    }

    private static LogLine name(String name, LogLine line) {
        return line.put(",\"").put(name).put("\":");
    }

    private static void text(String name, @Nullable String text, LogLine line) {
        name(name, line);
        if (text == null) line.put("null");
        else line.putJson(text);
    }

    private static void number(String name, long number, LogLine line) {
        name(name, line).put(number);
    }

    private static void time(String name, int millis, LogLine line) {
        name(name, line);
        if (millis < 0) line.put("null");
        else line.put(millis);
    }
}

package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.replay.LoggedRequest.Part;
import io.weir.rules.Counter;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.Mode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the JSON lines that Weir logs. Confined to the replaying thread. */
final class JsonLog {
    /** Members that such a line begins with, in whichever order they come: records have none of that name. */
    private static final Set<String> MEMBERS = Set.of(
            "time",
            "client",
            "act_conn",
            "backend",
            "be_conn",
            "be_queue",
            "bytes_in",
            "bytes_out",
            "termination",
            "cut");

    private final JsonFactory json = new JsonFactory();
    private final LoggedRequest logged = new LoggedRequest();
    private final Set<String> tcpFrontends;

    JsonLog(Configuration configuration) {
        tcpFrontends = configuration.frontends().stream()
                .filter(front -> front.mode() == Mode.TCP)
                .map(FrontendConfig::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the object that begins at that index is such a line. */
    static boolean begins(String text, int start) {
        int open = text.indexOf('"', start);
        int close = open < 0 || !text.substring(start, open).strip().equals("{") ? -1 : text.indexOf('"', open + 1);
        return close > 0 && MEMBERS.contains(text.substring(open + 1, close));
    }

    /** Whether it holds what no such line lacks. */
    static boolean isWhole(String text) {
        return text.contains("\"redispatched\":") || text.contains("\"cut\":true");
    }

    /** @param start of the object in the line */
    HttpLog.Kind read(LineReader line, int start, RecordedRequest into) throws BadLineException {
        logged.clear();
        boolean cut = false;
        String text = " ".repeat(start) + line.text(ISO_8859_1).substring(start); // columns stay those of the line
        try (var parser = json.createParser(text)) {
            var fields = new JsonFields(parser, line);
            fields.next(JsonToken.START_OBJECT, "one object a line");
            while (fields.more()) {
                cut |= fields.name().equals("cut");
                if (!fields.isNull()) field(fields, into);
            }
        } catch (JsonProcessingException e) {
            throw new BadLineException(
                    line.place(Math.max(0, e.getLocation().getColumnNr() - 1)),
                    "no JSON: " + e.getOriginalMessage(),
                    "one object a line");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (cut && logged.get(Part.FRONTEND).isEmpty()) return HttpLog.Kind.UNREADABLE_REQUEST;
        logged.place(into);
        logged.connect(into.connection());
        if (tcpFrontends.contains(into.frontend())) return HttpLog.Kind.CONNECTION;
        return logged.request(into) ? HttpLog.Kind.REQUEST : HttpLog.Kind.UNREADABLE_REQUEST;
    }

    private void field(JsonFields fields, RecordedRequest into) throws IOException, BadLineException {
        switch (fields.name()) {
            case "time" -> into.inputs().giveNow(time(fields));
            case "client" -> logged.put(Part.CLIENT, fields.text());
            case "client_port" -> logged.put(Part.CLIENT_PORT, Long.toString(fields.whole(0)));
            case "frontend" -> logged.put(Part.FRONTEND, fields.text());
            case "backend" -> logged.put(Part.BACKEND, fields.text());
            case "server" -> logged.put(Part.SERVER, fields.text());
            case "status" -> logged.put(Part.STATUS, Long.toString(fields.whole(0)));
            case "request" -> logged.line(fields.text());
            case "act_conn" -> count(Counter.ACT_CONN, fields);
            case "fe_conn" -> count(Counter.FE_CONN, fields);
            case "be_conn" -> count(Counter.BE_CONN, fields);
            case "srv_conn" -> count(Counter.SRV_CONN, fields);
            case "srv_queue" -> logged.put(Part.SERVER_QUEUE, Long.toString(fields.whole(0)));
            case "be_queue" -> logged.put(Part.BACKEND_QUEUE, Long.toString(fields.whole(0)));
            default -> fields.skip();
        }
    }

    private void count(Counter counter, JsonFields fields) throws IOException, BadLineException {
        logged.count(new CounterName(counter, "", ""), Long.toString(fields.whole(0)));
    }

    private static long time(JsonFields fields) throws IOException, BadLineException {
        try {
            return OffsetDateTime.parse(fields.text()).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw fields.bad("no time", "such as \"2026-01-31T23:59:00.000+01:00\"");
        }
    }
}

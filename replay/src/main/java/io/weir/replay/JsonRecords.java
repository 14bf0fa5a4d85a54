package io.weir.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.weir.rules.ErrorCause;
import io.weir.rules.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests recorded or written by hand as JSON, one object a line. Confined to the replaying thread. */
final class JsonRecords {
    private static final String FIELDS = "v, id, note, t, frontend, conn, req, given, error, srv, res, expect";
    private static final int VERSION = 1;
    private static final int MICROS_PER_MILLI = 1000;

    /** Names of counters that are kept so that they need not be taken apart again. */
    private static final int MAX_NAMES = 1000;

    private final JsonFactory json = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // names of headers are the traffic's to choose
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final Map<String, CounterName> names = new HashMap<>();
    private final JsonRequest request = new JsonRequest();

    /** Reads the current line. */
    void read(LineReader line, RecordedRequest into) throws BadLineException {
        try (var parser = json.createParser(line.text(UTF_8))) {
            var fields = new JsonFields(parser, line);
            fields.next(JsonToken.START_OBJECT, "one object a line, such as {\"req\": {\"path\": \"/\"}}");
            boolean hasRequest = false;
            while (fields.more()) {
                hasRequest |= fields.name().equals("req");
                field(fields, into);
            }
            if (parser.nextToken() != null) throw fields.bad("something follows the object", "one object a line");
            if (!hasRequest) throw fields.bad("no req", "\"req\": {method, host, path, headers}");
        } catch (JsonProcessingException e) {
            int column = Math.max(0, e.getLocation().getColumnNr() - 1);
            throw new BadLineException(line.place(column), "no JSON: " + e.getOriginalMessage(), "one object a line");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private void field(JsonFields fields, RecordedRequest into) throws IOException, BadLineException {
        switch (fields.name()) {
            case "v" -> version(fields);
            case "id", "note" -> fields.skip();
            case "t" -> into.inputs().giveNow(fields.whole(0) / MICROS_PER_MILLI);
            case "frontend" -> into.frontend(fields.text());
            case "srv" -> into.server(fields.text());
            case "req" -> request.read(fields, into);
            case "conn" -> connection(fields, into.connection());
            case "given" -> given(fields, into.inputs());
            case "error" -> into.failsBy(cause(fields));
            case "res" -> into.answered(response(fields));
            case "expect" -> into.expect(expectation(fields));
            default -> throw fields.unknown(FIELDS);
        }
    }

    private static void version(JsonFields fields) throws IOException, BadLineException {
        long version = fields.whole(0);
        if (version != VERSION) throw fields.bad("version " + version, Integer.toString(VERSION));
    }

    private static void connection(JsonFields fields, GivenConnection into) throws IOException, BadLineException {
        @Nullable InetAddress src = null;
        @Nullable InetAddress dst = null;
        int srcPort = 0;
        int dstPort = 0;
        fields.object();
        while (fields.more()) {
            switch (fields.name()) {
                case "src" -> src = address(fields);
                case "src_port" -> srcPort = (int) fields.whole(0, 65535);
                case "dst" -> dst = address(fields);
                case "dst_port" -> dstPort = (int) fields.whole(0, 65535);
                case "reqs" -> into.giveRequests((int) fields.whole(1, Integer.MAX_VALUE));
                case "age_ms" -> into.giveAgeMillis(fields.whole(0));
                default -> throw fields.unknown("src, src_port, dst, dst_port, reqs, age_ms");
            }
        }
        if (src != null) into.giveSource(new InetSocketAddress(src, srcPort));
        if (dst != null) into.giveDestination(new InetSocketAddress(dst, dstPort));
    }

    private static InetAddress address(JsonFields fields) throws IOException, BadLineException {
        String text = fields.text();
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw fields.bad("'" + text + "' is no address", "an IPv4 or IPv6 address");
        }
    }

    private void given(JsonFields fields, GivenInputs into) throws IOException, BadLineException {
        fields.object();
        while (fields.more()) {
            switch (fields.name()) {
                case "now" -> into.giveNow(time(fields));
                case "random" -> randoms(fields, into);
                default -> counter(fields, into);
            }
        }
    }

    private void counter(JsonFields fields, GivenInputs into) throws IOException, BadLineException {
        var name = names.get(fields.name());
        if (name == null) name = CounterName.parse(fields.name());
        if (name == null)
            throw fields.bad(
                    "'" + fields.name() + "' is no counter",
                    "now, random, or such as act_conn, fe_conn, be_conn_free(backend), srv_conn(backend/server)");
        if (names.size() < MAX_NAMES) names.putIfAbsent(fields.name(), name);
        into.give(name, fields.whole(Long.MIN_VALUE));
    }

    private static long time(JsonFields fields) throws IOException, BadLineException {
        if (fields.isNumber()) return fields.whole(0);
        try {
            return Instant.parse(fields.text()).toEpochMilli();
        } catch (DateTimeException e) {
            throw fields.bad("no time", "milliseconds since 1970, or such as \"2026-01-31T23:59:00Z\"");
        }
    }

    private static void randoms(JsonFields fields, GivenInputs into) throws IOException, BadLineException {
        if (fields.isNumber()) {
            into.giveRandom(fields.number());
            return;
        }
        double[] numbers = new double[8];
        int count = 0;
        fields.array("a number, or an array of numbers");
        while (fields.moreElements()) {
            if (count == numbers.length) numbers = Arrays.copyOf(numbers, count * 2);
            numbers[count++] = fields.number();
        }
        into.giveRandoms(Arrays.copyOf(numbers, count));
    }

    private static ErrorCause cause(JsonFields fields) throws IOException, BadLineException {
        String text = fields.text();
        for (ErrorCause cause : ErrorCause.values()) if (cause.scriptName().equals(text)) return cause;
        throw fields.bad("'" + text + "' is no cause", String.join(", ", causes()));
    }

    private static List<String> causes() {
        return Arrays.stream(ErrorCause.values())
                .map(cause -> cause.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Reply.Composed response(JsonFields fields) throws IOException, BadLineException {
        int status = 0;
        String reason = "";
        List<Reply.Field> headers = new ArrayList<>();
        fields.object();
        while (fields.more()) {
            switch (fields.name()) {
                case "status" -> status = (int) fields.whole(100, 599);
                case "reason" -> reason = fields.text();
                case "headers" -> JsonHeaders.read(fields, (name, value) -> headers.add(new Reply.Field(name, value)));
                default -> throw fields.unknown("status, reason, headers");
            }
        }
        if (status == 0) throw fields.bad("no status", "\"status\": 100 to 599");
        return new Reply.Composed(status, reason, headers, new byte[0]);
    }

    private static Expectation expectation(JsonFields fields) throws IOException, BadLineException {
        @Nullable String backend = null;
        int status = 0;
        @Nullable String method = null;
        @Nullable String path = null;
        List<Expectation.ExpectedHeader> request = List.of();
        List<Expectation.ExpectedHeader> response = List.of();
        fields.object();
        while (fields.more()) {
            switch (fields.name()) {
                case "backend" -> backend = fields.text();
                case "status" -> status = (int) fields.whole(100, 599);
                case "method" -> method = fields.text();
                case "path" -> path = fields.text();
                case "req_headers" -> request = JsonHeaders.expected(fields);
                case "res_headers" -> response = JsonHeaders.expected(fields);
                default -> throw fields.unknown("backend, status, method, path, req_headers, res_headers");
            }
        }
        return new Expectation(backend, status, method, path, request, response);
    }
}

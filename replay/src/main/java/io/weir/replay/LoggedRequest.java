package io.weir.replay;

import io.weir.rules.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that the items of a log line tell of, which come in any order and may say a thing twice; what was said
 * first holds. Reused from line to line. Confined to the replaying thread.
 */
final class LoggedRequest {
    private static final String BAD_REQUEST = "<BADREQ>";

    private final Map<Part, String> parts = new EnumMap<>(Part.class);
    private final List<Header> headers = new ArrayList<>();
    private final List<CounterValue> counters = new ArrayList<>();

    /** What a line may say of a request; absent: it does not. */
    enum Part {
        METHOD,
        /** In whichever form it came. */
        TARGET,
        /** As {@code %HP} shows it, without the query. */
        PATH,
        /** With its question mark; empty: there was none. */
        QUERY,
        VERSION,
        CLIENT,
        CLIENT_PORT,
        ADDRESS,
        PORT,
        FRONTEND,
        BACKEND,
        SERVER,
        STATUS,
        /** How many were before it in the server's queue. */
        SERVER_QUEUE,
        /** How many were before it in the backend's own queue. */
        BACKEND_QUEUE,
        COOKIES,
        /** {@code %tr}: where the zone is not known. */
        REQUEST_DATE,
        REQUEST_INSTANT,
        /** {@code %t}: of the moment when the client began to be idle. */
        ACCEPT_DATE,
        ACCEPT_INSTANT,
        ACCEPT_SECONDS
    }

    private record Header(String name, String value) {}

    /** A counter, of which it may be known only later to which backend or server it belongs. */
    private record CounterValue(CounterName name, String value) {}

    void clear() {
        parts.clear();
        headers.clear();
        counters.clear();
    }

    void put(Part part, String value) {
        parts.putIfAbsent(part, value);
    }

    String get(Part part) {
        return parts.getOrDefault(part, "");
    }

    /** {@code GET /index.html HTTP/1.1}. */
    void line(String line) {
        int methodEnd = line.indexOf(' ');
        int versionStart = line.lastIndexOf(' ');
        boolean whole = isWhole(line);
        put(Part.METHOD, whole ? line.substring(0, methodEnd) : BAD_REQUEST);
        put(Part.TARGET, whole ? line.substring(methodEnd + 1, versionStart) : BAD_REQUEST);
        if (whole) put(Part.VERSION, line.substring(versionStart + 1));
    }

    /** Whether a text is method, target and version, as {@code %r} shows them. */
    static boolean isWhole(@Nullable String line) {
        int methodEnd = line == null ? -1 : line.indexOf(' ');
        if (line == null || methodEnd < 0 || !Legal.isToken(line.substring(0, methodEnd))) return false;
        int targetEnd = line.indexOf(' ', methodEnd + 1);
        return targetEnd > methodEnd + 1
                && line.startsWith("HTTP/", targetEnd + 1)
                && line.indexOf(' ', targetEnd + 1) < 0;
    }

    /** {@code /index.html?a=1}. */
    void pathAndQuery(String text) {
        int query = text.indexOf('?');
        put(Part.PATH, query < 0 ? text : text.substring(0, query));
        put(Part.QUERY, query < 0 ? "" : text.substring(query));
    }

    void header(String name, String value) {
        if (value.isEmpty() || !Legal.isFieldValue(value)) return;
        for (Header header : headers) if (header.name.equalsIgnoreCase(name)) return;
        headers.add(new Header(name, value));
    }

    /** One pair of the client's. */
    void cookie(String pair) {
        String before = get(Part.COOKIES);
        parts.put(Part.COOKIES, before.isEmpty() ? pair : before + "; " + pair);
    }

    /** @param name without a proxy: of whatever the request was at */
    void count(CounterName name, String value) {
        counters.add(new CounterValue(name, value));
    }

    /** The client and what it connected to. */
    void connect(GivenConnection connection) {
        var client = address(Part.CLIENT, Part.CLIENT_PORT);
        if (client != null) connection.giveSource(client);
        var address = address(Part.ADDRESS, Part.PORT);
        if (address != null) connection.giveDestination(address);
    }

    /**
     * When it was.
     *
     * @throws DateTimeException for what is no date
     */
    void date(GivenInputs inputs) {
        if (!get(Part.REQUEST_INSTANT).isEmpty()) inputs.giveNow(LogDate.zoned(get(Part.REQUEST_INSTANT)));
        else if (!get(Part.REQUEST_DATE).isEmpty()) inputs.giveLocalTime(LogDate.local(get(Part.REQUEST_DATE)));
        else if (!get(Part.ACCEPT_DATE).isEmpty()) inputs.giveLocalTime(LogDate.local(get(Part.ACCEPT_DATE)));
        else if (!get(Part.ACCEPT_INSTANT).isEmpty()) inputs.giveLocalTime(LogDate.zoned(get(Part.ACCEPT_INSTANT)));
        else if (!get(Part.ACCEPT_SECONDS).isEmpty())
            inputs.giveLocalTime(Long.parseLong(get(Part.ACCEPT_SECONDS)) * 1000);
    }

    /** Counters and names, once all is read. */
    void place(RecordedRequest into) {
        into.frontend(get(Part.FRONTEND));
        if (get(Part.STATUS).length() == 3) into.status(Integer.parseInt(get(Part.STATUS)));
        String server = get(Part.SERVER);
        if (!server.startsWith("<")) into.server(server);
        queues();
        for (CounterValue each : counters) count(each, into);
    }

    /** What rules see as the queue of a backend is its own and its servers'. */
    private void queues() {
        String ofServer = get(Part.SERVER_QUEUE);
        String ofBackend = get(Part.BACKEND_QUEUE);
        if (!ofServer.isEmpty()) count(new CounterName(Counter.SRV_QUEUE, "", ""), ofServer);
        if (ofServer.isEmpty() || ofBackend.isEmpty()) return;
        long all = Long.parseLong(ofServer) + Long.parseLong(ofBackend);
        count(new CounterName(Counter.QUEUE, "", ""), Long.toString(all));
    }

    /** The request itself; false: it never was whole, or was cut short in the log. */
    boolean request(RecordedRequest into) {
        String method = get(Part.METHOD);
        String target = target();
        if (!Legal.isToken(method) || !Legal.isTarget(target)) return false;
        into.startLine(method, target, get(Part.VERSION).endsWith("1.0") ? 0 : 1);
        if (!get(Part.COOKIES).isEmpty()) header("cookie", get(Part.COOKIES));
        for (Header header : headers) into.request().headers().add(header.name, header.value);
        hostOfTarget(target, into);
        return true;
    }

    /** An absolute target names the host. */
    static void hostOfTarget(String target, RecordedRequest into) {
        int scheme = target.indexOf("://");
        var request = into.request();
        if (scheme > 0 && target.charAt(0) != '/' && !request.headers().has("host"))
            request.headers().add("host", target.substring(scheme + 3, request.pathStart() - request.targetStart()));
    }

    private String target() {
        String target = get(Part.TARGET);
        return target.isEmpty() ? get(Part.PATH) + get(Part.QUERY) : target;
    }

    private static void count(CounterName name, String value, RecordedRequest into) {
        if (!value.isEmpty() && Character.isDigit(value.charAt(value.length() - 1)))
            into.inputs().give(name, Long.parseLong(value));
    }

    private void count(CounterValue each, RecordedRequest into) {
        Counter counter = each.name.counter();
        String backend = get(Part.BACKEND);
        boolean ofServer = counter.of() == Counter.Of.SERVER;
        if (!each.name.proxy().isEmpty() || counter.of() == Counter.Of.PROCESS) count(each.name, each.value, into);
        else if (counter.of() == Counter.Of.FRONTEND)
            count(new CounterName(counter, into.frontend(), ""), each.value, into);
        else if (!backend.isEmpty() && (!ofServer || !into.server().isEmpty()))
            count(new CounterName(counter, backend, ofServer ? into.server() : ""), each.value, into);
    }

    private @Nullable InetSocketAddress address(Part host, Part port) {
        String number = get(port);
        try {
            int known = number.isEmpty() ? 0 : Integer.parseInt(number);
            return get(host).isEmpty() ? null : new InetSocketAddress(InetAddress.ofLiteral(get(host)), known);
        } catch (IllegalArgumentException _) {
            return null; // a unix socket's client has no address: a rule that asks for one hears so
        }
    }
}

package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Counter;
import io.weir.rules.Place;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.util.List;

/**
 * Reads requests from the lines of {@code option httplog} (configuration manual section 8.2.3), with or without what
 * syslog puts before them. The counters in such a line are those at the end of the stream. Confined to the replaying
 * thread.
 */
final class HttpLog {
    private static final String FORM =
            "option httplog: client:port [date] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes - - ----"
                    + " ac/fc/bc/sc/rc sq/bq {headers} {headers} \"METHOD uri HTTP/x\"";

    private final List<String> captured;

    /** @param captured names of the headers in the first braces, in order; fewer than there are leaves the rest out */
    HttpLog(List<String> captured) {
        this.captured = List.copyOf(captured);
    }

    /** What a line of a log is. */
    enum Kind {
        REQUEST,
        /** A connection of a frontend in mode tcp. */
        CONNECTION,
        /** A request that never was whole, or was cut short in the log. */
        UNREADABLE_REQUEST,
        /** Something else that a proxy says, such as that a server is down. */
        OTHER
    }

    /**
     * Reads the current line.
     *
     * @throws BadLineException for a line that starts like one of {@code option httplog} and goes on otherwise
     */
    Kind read(LineReader line, RecordedRequest into) throws BadLineException {
        String text = line.text(ISO_8859_1);
        int date = dateStart(text);
        if (date < 0) return Kind.OTHER;
        var words = new LogWords(text, line, FORM);
        client(text, date, into);
        int dateEnd = words.indexOf("] ", date);
        into.inputs().giveLocalTime(time(text.substring(date + 2, dateEnd), line.place(date + 2)));
        words.goTo(dateEnd + 2);
        String frontend = words.word();
        if (frontend.endsWith(":")) return Kind.OTHER; // "fe/1: SSL handshake failure"
        into.frontend(frontend.endsWith("~") ? frontend.substring(0, frontend.length() - 1) : frontend);
        String[] server = words.parts(2);
        if (words.countParts() == 3) return Kind.OTHER; // option tcplog
        words.parts(5);
        into.status((int) words.number(words.word()));
        words.number(words.word());
        for (int cookiesAndState = 0; cookiesAndState < 3; cookiesAndState++) words.word();
        counters(words, server, into);
        if (words.at('{')) headers(words.braces(), into);
        if (words.at('{')) words.braces();
        return request(words.quoted(), into) ? Kind.REQUEST : Kind.UNREADABLE_REQUEST;
    }

    /** Where {@code " [dd/"} starts that a request's date begins with; -1 when there is none. */
    private static int dateStart(String text) {
        for (int at = text.indexOf(" ["); at >= 0; at = text.indexOf(" [", at + 1)) {
            if (at + 9 < text.length()
                    && Character.isDigit(text.charAt(at + 2))
                    && text.charAt(at + 4) == '/'
                    && text.charAt(at + 8) == '/') return at;
        }
        return -1;
    }

    private static long time(String date, Place place) throws BadLineException {
        try {
            return LogDate.local(date);
        } catch (DateTimeException e) {
            throw new BadLineException(place, "'" + date + "' is no date", "such as 06/Feb/2009:12:14:14.655");
        }
    }

    private static void client(String text, int date, RecordedRequest into) {
        String client = text.substring(text.lastIndexOf(' ', date - 1) + 1, date);
        int colon = client.lastIndexOf(':');
        if (colon < 0) return;
        try {
            var address = InetAddress.ofLiteral(client.substring(0, colon));
            into.connection()
                    .giveSource(
                            new InetSocketAddress(address, Integer.parseInt(client, colon + 1, client.length(), 10)));
        } catch (IllegalArgumentException _) {
            // A unix socket's client has no address: a rule that asks for one hears so.
        }
    }

    private static void counters(LogWords words, String[] server, RecordedRequest into) throws BadLineException {
        String[] conns = words.parts(5);
        String[] queues = words.parts(2);
        var inputs = into.inputs();
        String backend = server[0];
        inputs.give(new CounterName(Counter.ACT_CONN, "", ""), words.number(conns[0]));
        inputs.give(new CounterName(Counter.FE_CONN, into.frontend(), ""), words.number(conns[1]));
        inputs.give(new CounterName(Counter.BE_CONN, backend, ""), words.number(conns[2]));
        long serverQueue = words.number(queues[0]);
        inputs.give(new CounterName(Counter.QUEUE, backend, ""), serverQueue + words.number(queues[1]));
        if (server[1].startsWith("<")) return; // <NOSRV>, <STATS>
        inputs.give(new CounterName(Counter.SRV_CONN, backend, server[1]), words.number(conns[3]));
        inputs.give(new CounterName(Counter.SRV_QUEUE, backend, server[1]), serverQueue);
        into.server(server[1]);
    }

    private void headers(String braces, RecordedRequest into) {
        int start = 0;
        for (String name : captured) {
            if (start > braces.length()) return;
            int bar = braces.indexOf('|', start);
            int end = bar < 0 ? braces.length() : bar;
            if (end > start) into.request().headers().add(name, LogText.decoded(braces.substring(start, end)));
            start = end + 1;
        }
    }

    private static boolean request(String line, RecordedRequest into) {
        int methodEnd = line.indexOf(' ');
        int versionStart = line.lastIndexOf(' ');
        if (versionStart <= methodEnd || !line.startsWith("HTTP/", versionStart + 1)) return false;
        String method = line.substring(0, methodEnd);
        String target = LogText.decoded(line.substring(methodEnd + 1, versionStart));
        if (!Legal.isToken(method) || !Legal.isTarget(target)) return false;
        into.startLine(method, target, line.endsWith("/1.0") ? 0 : 1);
        LoggedRequest.hostOfTarget(target, into);
        return true;
    }
}

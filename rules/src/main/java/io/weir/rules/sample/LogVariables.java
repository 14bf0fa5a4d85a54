package io.weir.rules.sample;

import static io.weir.rules.Effects.Side.REQUEST;
import static io.weir.rules.Effects.Side.RESPONSE;

import io.weir.rules.Captures;
import io.weir.rules.Counter;
import io.weir.rules.Effects.Side;
import io.weir.rules.LogFacts;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of log formats (configuration manual section 8.2.6). Where nobody carries the exchange out, as in a
 * replay, dates are those of the evaluation and times are unknown inputs. Any thread; immutable.
 */
public final class LogVariables {
    private static final String BAD_REQUEST = "<BADREQ>";
    private static final Set<String> OF_HTTP = Set.of(
            "CC", "CS", "HM", "HP", "HPO", "HQ", "HU", "HV", "Ta", "Ti", "Tq", "Tr", "TR", "r", "tr", "trg", "trl");
    private static final Map<String, LogVariable> BY_NAME = new LinkedHashMap<>();

    static {
        addPlaces();
        addRequest();
        addDates();
        addTimes();
        addOutcome();
        addCaptures();
        addProcess();
    }

    private LogVariables() {}

    /** The variable of that name, or null. */
    public static @Nullable LogVariable named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether only a proxy that speaks HTTP may show it. */
    public static boolean isOfHttp(String name) {
        return OF_HTTP.contains(name);
    }

    /** All names. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    private static void addPlaces() {
        add("ci", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.ip(txn.connection().source(), flags, out);
            return true;
        });
        add("cp", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.port(txn.connection().source(), listener(txn), flags, out);
            return true;
        });
        add("fi", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.ip(txn.connection().destination(), flags, out);
            return true;
        });
        add("fp", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.port(txn.connection().destination(), listener(txn), flags, out);
            return true;
        });
        add("si", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.ip(facts(txn, "%si").serverAddress(), flags, out);
            return true;
        });
        add("sp", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.port(facts(txn, "%sp").serverAddress(), 0, flags, out);
            return true;
        });
        add("bi", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.ip(facts(txn, "%bi").serverSource(), flags, out);
            return true;
        });
        add("bp", LogMoment.RESPONSE, (txn, flags, out) -> {
            LogEncoding.port(facts(txn, "%bp").serverSource(), 0, flags, out);
            return true;
        });
        text("f", LogMoment.BEFORE, Transaction::frontend);
        text("ft", LogMoment.BEFORE, Transaction::frontend);
        text("b", LogMoment.BEFORE, txn -> txn.backend() == null ? txn.frontend() : txn.backend());
        text("s", LogMoment.RESPONSE, txn -> txn.server() == null ? "<NOSRV>" : txn.server());
    }

    private static void addRequest() {
        request("HM", RequestHead::receivedMethod);
        request("HP", head -> upTo(head.receivedTarget(), '?'));
        request("HPO", head -> upTo(pathAndQuery(head.receivedTarget()), '?'));
        request("HQ", head -> from(head.receivedTarget(), '?'));
        request("HU", RequestHead::receivedTarget);
        request("HV", head -> "HTTP/" + head.version());
        request("r", head -> head.receivedMethod() + " " + head.receivedTarget() + " HTTP/" + head.version());
    }

    private static void addDates() {
        add("t", LogMoment.BEFORE, (txn, flags, out) -> {
            LogDates.withMillis(acceptMillis(txn), out);
            return true;
        });
        add("T", LogMoment.BEFORE, (txn, flags, out) -> {
            LogDates.gmt(acceptMillis(txn), out);
            return true;
        });
        add("Tl", LogMoment.BEFORE, (txn, flags, out) -> {
            LogDates.local(acceptMillis(txn), out);
            return true;
        });
        add("tr", LogMoment.BEFORE, (txn, flags, out) -> {
            LogDates.withMillis(requestMillis(txn), out);
            return true;
        });
        add("trg", LogMoment.BEFORE, (txn, flags, out) -> {
            LogDates.gmt(requestMillis(txn), out);
            return true;
        });
        add("trl", LogMoment.BEFORE, (txn, flags, out) -> {
            LogDates.local(requestMillis(txn), out);
            return true;
        });
        hexadecimal("Ts", LogMoment.BEFORE, txn -> Math.floorDiv(acceptMillis(txn), 1000L));
        add("ms", LogMoment.BEFORE, (txn, flags, out) -> {
            if (flags.hexadecimal()) LogEncoding.hexadecimal(Math.floorMod(acceptMillis(txn), 1000L), 2, out);
            else LogDates.millis(acceptMillis(txn), out);
            return true;
        });
    }

    private static void addTimes() {
        number("Th", LogMoment.END, txn -> facts(txn, "%Th").handshakeTime());
        number("Ti", LogMoment.END, txn -> facts(txn, "%Ti").idleTime());
        number("TR", LogMoment.END, txn -> facts(txn, "%TR").requestTime());
        number("Tq", LogMoment.END, txn -> behindIdle(txn, facts(txn, "%Tq").requestTime()));
        number("Tw", LogMoment.END, txn -> facts(txn, "%Tw").queueTime());
        number("Tc", LogMoment.END, txn -> facts(txn, "%Tc").connectTime());
        number("Tr", LogMoment.END, txn -> facts(txn, "%Tr").responseTime());
        number("Td", LogMoment.END, txn -> facts(txn, "%Td").dataTime());
        atEnd("Ta", txn -> facts(txn, "%Ta").activeTime());
        atEnd("Tu", txn -> facts(txn, "%Tu").activeTime());
        atEnd("Tt", txn -> behindIdle(txn, facts(txn, "%Tt").activeTime()));
        atEnd("B", txn -> facts(txn, "%B").sentBytes());
        number("U", LogMoment.END, txn -> facts(txn, "%U").receivedBytes());
    }

    private static void addOutcome() {
        number("ST", LogMoment.RESPONSE, LogVariables::status);
        add("ts", LogMoment.END, (txn, flags, out) -> {
            out.append(facts(txn, "%ts").terminationState());
            return true;
        });
        add("tsc", LogMoment.BEFORE, (txn, flags, out) -> {
            out.append(facts(txn, "%tsc").terminationState());
            out.append(facts(txn, "%tsc").persistenceState());
            return true;
        });
        add("rc", LogMoment.END, (txn, flags, out) -> {
            LogFacts facts = facts(txn, "%rc");
            if (facts.wasRedispatched()) out.append('+');
            out.append(facts.retryCount());
            return true;
        });
        number("sq", LogMoment.END, txn -> facts(txn, "%sq").placeInServerQueue());
        number("bq", LogMoment.END, txn -> facts(txn, "%bq").placeInBackendQueue());
        hexadecimal("rt", LogMoment.REQUEST, txn -> facts(txn, "%rt").requestNumber());
        hexadecimal("lc", LogMoment.BEFORE, txn -> facts(txn, "%lc").loggedLines());
        text("ID", LogMoment.END, Transaction::knownUniqueId);
        text("sslc", LogMoment.RESPONSE, txn -> null); // no client comes by TLS
        text("sslv", LogMoment.RESPONSE, txn -> null);
    }

    private static void addCaptures() {
        text("CC", LogMoment.RESPONSE, txn -> txn.captures().requestCookie());
        text("CS", LogMoment.RESPONSE, txn -> txn.captures().responseCookie());
        add("hr", LogMoment.RESPONSE, (txn, flags, out) -> block(txn, REQUEST, flags, out));
        add("hs", LogMoment.RESPONSE, (txn, flags, out) -> block(txn, RESPONSE, flags, out));
        add("hrl", LogMoment.RESPONSE, (txn, flags, out) -> list(txn, REQUEST, flags, out));
        add("hsl", LogMoment.RESPONSE, (txn, flags, out) -> list(txn, RESPONSE, flags, out));
    }

    private static void addProcess() {
        String host = HostName.get();
        long process = ProcessHandle.current().pid();
        text("H", LogMoment.BEFORE, txn -> host);
        hexadecimal("pid", LogMoment.BEFORE, txn -> process);
        number("ac", LogMoment.END, txn -> txn.inputs().counter(Counter.ACT_CONN, "", ""));
        number("fc", LogMoment.END, txn -> txn.inputs().counter(Counter.FE_CONN, txn.frontend(), ""));
        number("bc", LogMoment.END, LogVariables::backendConnections);
        number("sc", LogMoment.END, LogVariables::serverConnections);
    }

    // ---- kinds of variables

    private static void add(String name, LogMoment since, LogVariable.Writer writer) {
        BY_NAME.put(name, new LogVariable(name, since, writer));
    }

    /** What a text variable shows. */
    @FunctionalInterface
    private interface TextOf {
        @Nullable String of(Transaction txn);
    }

    /** What a number shows. */
    @FunctionalInterface
    private interface NumberOf {
        long of(Transaction txn);
    }

    /** What is shown of a request. */
    @FunctionalInterface
    private interface RequestPart {
        String of(RequestHead head);
    }

    private static void text(String name, LogMoment since, TextOf text) {
        add(name, since, (txn, flags, out) -> {
            LogEncoding.text(text.of(txn), flags, out);
            return true;
        });
    }

    private static void number(String name, LogMoment since, NumberOf number) {
        add(name, since, (txn, flags, out) -> {
            out.append(number.of(txn));
            return true;
        });
    }

    private static void hexadecimal(String name, LogMoment since, NumberOf number) {
        add(name, since, (txn, flags, out) -> {
            if (flags.hexadecimal()) LogEncoding.hexadecimal(number.of(txn), 4, out);
            else out.append(number.of(txn));
            return true;
        });
    }

    /** What is known only at the end, with a plus sign when the line does not wait for it. */
    private static void atEnd(String name, NumberOf number) {
        add(name, LogMoment.END, (txn, flags, out) -> {
            if (facts(txn, "%" + name).early()) out.append('+');
            out.append(number.of(txn));
            return true;
        });
    }

    private static void request(String name, RequestPart part) {
        add(name, LogMoment.REQUEST, (txn, flags, out) -> {
            LogFacts facts = txn.facts();
            boolean whole = facts == null || facts.requestWhole();
            LogEncoding.request(whole ? part.of(txn.request()) : BAD_REQUEST, flags, out);
            return true;
        });
    }

    private static boolean block(Transaction txn, Side side, LogFlags flags, LogOutput out) {
        Captures captures = txn.captures();
        if (captures.size(side) == 0 || isBad(txn)) return false;
        LogEncoding.quote(flags, out);
        for (int i = 0; i < captures.size(side); i++) {
            out.append(i == 0 ? '{' : '|');
            String value = captures.get(side, i);
            if (value != null) LogEncoding.header(value, flags, out);
        }
        out.append('}');
        LogEncoding.quote(flags, out);
        return true;
    }

    private static boolean list(Transaction txn, Side side, LogFlags flags, LogOutput out) {
        Captures captures = txn.captures();
        if (captures.size(side) == 0 || isBad(txn)) return false;
        for (int i = 0; i < captures.size(side); i++) {
            if (i > 0) out.append(' ');
            LogEncoding.quote(flags, out);
            String value = captures.get(side, i);
            if (value != null) LogEncoding.header(value, flags, out);
            else if (!flags.quoted()) out.append('-');
            LogEncoding.quote(flags, out);
        }
        return true;
    }

    // ---- where values come from

    private static LogFacts facts(Transaction txn, String name) {
        LogFacts facts = txn.facts();
        if (facts == null) throw new UnknownInputException(name);
        return facts;
    }

    private static boolean isBad(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts != null && !facts.requestWhole();
    }

    private static int listener(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts == null ? 1 : facts.listenerNumber();
    }

    private static long acceptMillis(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts == null ? txn.inputs().nowMillis() : facts.acceptMillis();
    }

    private static long requestMillis(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts == null ? txn.inputs().nowMillis() : facts.requestMillis();
    }

    private static long behindIdle(Transaction txn, int time) {
        if (time < 0) return -1;
        LogFacts facts = facts(txn, "%Ti");
        return (long) facts.handshakeTime() + facts.idleTime() + time;
    }

    private static long status(Transaction txn) {
        LogFacts facts = txn.facts();
        if (facts != null && facts.responseStatus() >= 0) return facts.responseStatus();
        int status = txn.response().status();
        return status == 0 ? -1 : status;
    }

    private static long backendConnections(Transaction txn) {
        String backend = txn.backend();
        return backend == null ? 0 : txn.inputs().counter(Counter.BE_CONN, backend, "");
    }

    private static long serverConnections(Transaction txn) {
        String backend = txn.backend();
        String server = txn.server();
        return backend == null || server == null ? 0 : txn.inputs().counter(Counter.SRV_CONN, backend, server);
    }

    private static String upTo(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String from(String text, char start) {
        int at = text.indexOf(start);
        return at < 0 ? "" : text.substring(at);
    }

    /** Without scheme and authority; nothing of an authority or asterisk form. */
    static String pathAndQuery(String target) {
        if (target.startsWith("/")) return target;
        int scheme = target.indexOf("://");
        if (scheme < 0) return "";
        for (int i = scheme + 3; i < target.length(); i++)
            if (target.charAt(i) == '/' || target.charAt(i) == '?') return target.substring(i);
        return "";
    }
}

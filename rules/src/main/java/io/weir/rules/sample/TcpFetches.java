package io.weir.rules.sample;

import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.HandshakeFault;
import io.weir.rules.LogFacts;
import io.weir.rules.ProxyHeader;
import io.weir.rules.TcpMeasure;
import io.weir.rules.Transaction;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The connections of a request on both sides as they really are (configuration manual section 7.3.3). Any thread. */
final class TcpFetches {
    private static final long MICROS_PER_MILLI = 1000;

    private TcpFetches() {}

    static void addTo(Fetches.Table table) {
        addClient(table);
        addServer(table);
        for (TcpMeasure measure : TcpMeasure.values()) add(table, measure);
    }

    private static void addClient(Fetches.Table table) {
        table.add("fc_src", IP, Needs.NOTHING, txn -> ConnectionFetches.ip(source(txn)));
        table.add("fc_src_port", INT, Needs.NOTHING, txn -> ConnectionFetches.port(source(txn)));
        table.add("fc_src_is_local", SampleType.BOOL, Needs.NOTHING, txn -> ConnectionFetches.isLocal(source(txn)));
        table.add("fc_dst", IP, Needs.NOTHING, txn -> ConnectionFetches.ip(destination(txn)));
        table.add("fc_dst_port", INT, Needs.NOTHING, txn -> ConnectionFetches.port(destination(txn)));
        table.add(
                "fc_dst_is_local", SampleType.BOOL, Needs.NOTHING, txn -> ConnectionFetches.isLocal(destination(txn)));
        table.add("fc_err", INT, Needs.NOTHING, txn -> (Long) (long) faultCode(txn));
        table.add("fc_err_str", STR, Needs.NOTHING, TcpFetches::faultText);
        table.add(
                "fc_rcvd_proxy",
                SampleType.BOOL,
                Needs.NOTHING,
                txn -> txn.connection().proxyHeader() != null);
        table.add("fc_pp_authority", STR, Needs.NOTHING, TcpFetches::authority);
        table.add("fc_pp_unique_id", STR, Needs.NOTHING, TcpFetches::uniqueId);
    }

    /** HAProxy declares the addresses as numbers, and gives addresses. */
    private static void addServer(Fetches.Table table) {
        table.add("bc_src", INT, Needs.OUTCOME, txn -> ConnectionFetches.ip(serverSource(txn)));
        table.add("bc_src_port", INT, Needs.OUTCOME, txn -> ConnectionFetches.port(serverSource(txn)));
        table.add("bc_dst", INT, Needs.OUTCOME, txn -> ConnectionFetches.ip(server(txn)));
        table.add("bc_dst_port", INT, Needs.OUTCOME, txn -> ConnectionFetches.port(server(txn)));
        table.add("bc_http_major", INT, Needs.OUTCOME, txn -> server(txn) == null ? null : (Long) 1L);
        table.add("bc_err", INT, Needs.OUTCOME, txn -> serverSource(txn) == null ? null : (Long) 0L);
        table.add("bc_err_str", STR, Needs.OUTCOME, txn -> serverSource(txn) == null ? null : "Success");
    }

    private static void add(Fetches.Table table, TcpMeasure measure) {
        String name = "fc_" + measure.name().toLowerCase(Locale.ROOT);
        switch (measure) {
            case RTT, RTTVAR ->
                table.add(name, INT, Needs.NOTHING, Signature.optional(ArgumentType.STRING), a -> time(measure, a));
            case UNACKED, SACKED, LOST, RETRANS, FACKETS, REORDERING ->
                table.add(name, INT, Needs.NOTHING, txn -> measured(txn, measure));
        }
    }

    private static Expression time(TcpMeasure measure, Arguments arguments) throws BadArgumentException {
        String unit = arguments.text(0, "ms");
        return switch (unit) {
            case "us" -> txn -> measured(txn, measure);
            case "ms" ->
                txn -> {
                    Long micros = measured(txn, measure);
                    return micros == null ? null : (Long) ((micros + MICROS_PER_MILLI / 2) / MICROS_PER_MILLI);
                };
            default -> throw new BadArgumentException("unit '" + unit + "'", "ms or us");
        };
    }

    private static @Nullable Long measured(Transaction txn, TcpMeasure measure) {
        long value = txn.connection().measured(measure);
        return value < 0 ? null : (Long) value;
    }

    /** Only a line about what never became a session sees a fault. */
    private static int faultCode(Transaction txn) {
        HandshakeFault fault = txn.connection().handshakeFault();
        return fault == null ? 0 : fault.code();
    }

    private static String faultText(Transaction txn) {
        HandshakeFault fault = txn.connection().handshakeFault();
        return fault == null ? "Success" : fault.text();
    }

    private static @Nullable String authority(Transaction txn) {
        ProxyHeader header = txn.connection().proxyHeader();
        return header == null ? null : header.authority();
    }

    private static @Nullable String uniqueId(Transaction txn) {
        ProxyHeader header = txn.connection().proxyHeader();
        return header == null ? null : header.uniqueId();
    }

    private static SocketAddress source(Transaction txn) {
        return txn.connection().realSource();
    }

    private static SocketAddress destination(Transaction txn) {
        return txn.connection().realDestination();
    }

    /** Where the connection to the server comes from; null before it is there. */
    private static @Nullable SocketAddress serverSource(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts == null ? null : facts.serverSource();
    }

    private static @Nullable SocketAddress server(Transaction txn) {
        LogFacts facts = txn.facts();
        return facts == null ? null : facts.serverAddress();
    }
}

package io.weir.rules.sample;

import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Transaction;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** The client connection and where its request goes (configuration manual section 7.3.3). Any thread. */
final class ConnectionFetches {
    private ConnectionFetches() {}

    static void addTo(Fetches.Table table) {
        table.add("src", IP, Needs.NOTHING, txn -> ip(txn.connection().source()));
        table.add("src_port", INT, Needs.NOTHING, txn -> port(txn.connection().source()));
        table.add("dst", IP, Needs.NOTHING, txn -> ip(txn.connection().destination()));
        table.add("dst_port", INT, Needs.NOTHING, txn -> port(txn.connection().destination()));
        table.add(
                "src_is_local",
                BOOL,
                Needs.NOTHING,
                txn -> isLocal(txn.connection().source()));
        table.add(
                "dst_is_local",
                BOOL,
                Needs.NOTHING,
                txn -> isLocal(txn.connection().destination()));
        table.add("fc_http_major", INT, Needs.NOTHING, (NumberExpression) _ -> 1);
        table.add(
                "so_name", STR, Needs.NOTHING, txn -> nonEmpty(txn.connection().listener()));
        table.add("so_id", INT, Needs.NOTHING, txn -> number(txn.connection().listenerId()));
        table.add("fe_name", STR, Needs.NOTHING, Transaction::frontend);
        table.add("be_name", STR, Needs.BACKEND, txn -> txn.backend() == null ? txn.frontend() : txn.backend());
        table.add("srv_name", STR, Needs.OUTCOME, Transaction::server);
        table.add("http_first_req", BOOL, Needs.NOTHING, txn -> txn.connection().requests() <= 1);
    }

    static @Nullable Object ip(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    static @Nullable Object port(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? (Long) (long) inet.getPort() : null;
    }

    /** Whether the address is one of this machine's; none for a unix socket. */
    static @Nullable Object isLocal(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) return null;
        try {
            return inet.getAddress().isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(inet.getAddress()) != null;
        } catch (SocketException e) {
            return null;
        }
    }

    private static @Nullable Object number(int id) {
        return id == 0 ? null : (Long) (long) id;
    }

    private static @Nullable Object nonEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

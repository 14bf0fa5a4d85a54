package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

/**
 * TLS on either side (configuration manual section 7.3.4). No connection of Weir's speaks TLS yet, so that they have the
 * values of HAProxy's on plain connections: whether it is TLS is false, and all about it is no value. Any thread.
 */
final class TlsFetches {
    private TlsFetches() {}

    static void addTo(Fetches.Table table) {
        addFalse(table, Needs.NOTHING, "ssl_fc ssl_fc_has_sni ssl_fc_is_resumed");
        addFalse(table, Needs.OUTCOME, "ssl_bc ssl_bc_is_resumed");
        addClient(table);
        addServer(table);
        for (String side : new String[] {"ssl_c_", "ssl_f_", "ssl_s_"}) addCertificate(table, side);
    }

    private static void addClient(Fetches.Table table) {
        add(table, BOOL, Needs.NOTHING, "ssl_c_used ssl_fc_has_crt ssl_fc_has_early");
        add(table, INT, Needs.NOTHING, "ssl_c_ca_err ssl_c_ca_err_depth ssl_c_err ssl_c_verify");
        add(
                table,
                INT,
                Needs.NOTHING,
                "ssl_fc_alg_keysize ssl_fc_cipherlist_xxh ssl_fc_err ssl_fc_protocol_hello_id ssl_fc_use_keysize");
        add(table, STR, Needs.NOTHING, "ssl_fc_alpn ssl_fc_cipher ssl_fc_ecformats_bin ssl_fc_err_str ssl_fc_npn");
        add(table, STR, Needs.NOTHING, "ssl_fc_protocol ssl_fc_sni");
        add(
                table,
                STR,
                Needs.NOTHING,
                "ssl_fc_client_early_traffic_secret ssl_fc_client_handshake_traffic_secret"
                        + " ssl_fc_client_traffic_secret_0 ssl_fc_early_exporter_secret ssl_fc_exporter_secret"
                        + " ssl_fc_server_handshake_traffic_secret ssl_fc_server_traffic_secret_0");
        add(
                table,
                BIN,
                Needs.NOTHING,
                "ssl_c_chain_der ssl_s_chain_der ssl_fc_client_random ssl_fc_server_random ssl_fc_session_id"
                        + " ssl_fc_session_key ssl_fc_unique_id");
        Signature filter = Signature.optional(INTEGER);
        table.add("ssl_fc_cipherlist_hex", BIN, Needs.NOTHING, filter, arguments -> txn -> null);
        for (String list : new String[] {"cipherlist_bin", "cipherlist_str", "eclist_bin", "extlist_bin"})
            table.add("ssl_fc_" + list, STR, Needs.NOTHING, filter, arguments -> txn -> null);
    }

    private static void addServer(Fetches.Table table) {
        add(table, INT, Needs.OUTCOME, "ssl_bc_alg_keysize ssl_bc_err ssl_bc_use_keysize");
        add(table, STR, Needs.OUTCOME, "ssl_bc_alpn ssl_bc_cipher ssl_bc_err_str ssl_bc_npn ssl_bc_protocol");
        add(
                table,
                BIN,
                Needs.OUTCOME,
                "ssl_bc_client_random ssl_bc_server_random ssl_bc_session_id ssl_bc_session_key ssl_bc_unique_id");
    }

    /** The client's, the frontend's or the server's certificate. */
    private static void addCertificate(Fetches.Table table, String side) {
        for (String field : new String[] {"der", "serial", "sha1"})
            table.add(side + field, BIN, Needs.NOTHING, txn -> null);
        for (String field : new String[] {"key_alg", "notafter", "notbefore", "sig_alg"})
            table.add(side + field, STR, Needs.NOTHING, txn -> null);
        table.add(side + "version", INT, Needs.NOTHING, txn -> null);
        Signature name = Signature.optional(STRING, INTEGER, STRING);
        table.add(side + "i_dn", STR, Needs.NOTHING, name, TlsFetches::distinguishedName);
        table.add(side + "s_dn", STR, Needs.NOTHING, name, TlsFetches::distinguishedName);
    }

    private static Expression distinguishedName(Arguments arguments) throws BadArgumentException {
        String format = arguments.text(2, "");
        if (!format.isEmpty() && !format.equals("rfc2253"))
            throw new BadArgumentException("format '" + format + "'", "rfc2253");
        return txn -> null;
    }

    private static void add(Fetches.Table table, SampleType type, Needs needs, String names) {
        for (String name : names.split(" ")) table.add(name, type, needs, txn -> null);
    }

    private static void addFalse(Fetches.Table table, Needs needs, String names) {
        for (String name : names.split(" ")) table.add(name, BOOL, needs, new Constant(BOOL, false));
    }
}

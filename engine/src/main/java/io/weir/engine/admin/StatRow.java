package io.weir.engine.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code show stat}: HAProxy 2.6's columns in its order (management guide section 9.1), empty where there is
 * nothing to say. Confined to one thread.
 */
final class StatRow {
    private static final List<String> COLUMNS = List.of("""
            pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,
            act,bck,chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,tracked,type,rate,rate_lim,
            rate_max,check_status,check_code,check_duration,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,
            hanafail,req_rate,req_rate_max,req_tot,cli_abrt,srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,
            last_chk,last_agt,qtime,ctime,rtime,ttime,agent_status,agent_code,agent_duration,check_desc,agent_desc,
            check_rise,check_fall,check_health,agent_rise,agent_fall,agent_health,addr,cookie,mode,algo,conn_rate,
            conn_rate_max,conn_tot,intercepted,dcon,dses,wrew,connect,reuse,cache_lookups,cache_hits,srv_icur,src_ilim,
            qtime_max,ctime_max,rtime_max,ttime_max,eint,idle_conn_cur,safe_conn_cur,used_conn_cur,need_conn_est,
            uweight,agg_server_status,agg_server_check_status,agg_check_status,-,ssl_sess,ssl_reused_sess,
            ssl_failed_handshake,h2_headers_rcvd,h2_data_rcvd,h2_settings_rcvd,h2_rst_stream_rcvd,h2_goaway_rcvd,
            h2_detected_conn_protocol_errors,h2_detected_strm_protocol_errors,h2_rst_stream_resp,h2_goaway_resp,
            h2_open_connections,h2_backend_open_streams,h2_total_connections,h2_backend_total_streams,
            h1_open_connections,h1_open_streams,h1_total_connections,h1_total_streams,h1_bytes_in,h1_bytes_out,
            h1_spliced_bytes_in,h1_spliced_bytes_out""".replace("\n", "").split(","));

    private static final Map<String, Integer> PLACES = places();

    private final @Nullable String[] cells = new String[COLUMNS.size()];

    /** Begins the line of that proxy's part; the column {@code -} has HAProxy's mark in each. */
    StatRow(String proxy, String part) {
        set("pxname", proxy).set("svname", part).set("pid", 1).set("-", "-");
    }

    StatRow set(String column, long value) {
        return set(column, Long.toString(value));
    }

    StatRow set(String column, String value) {
        Integer place = PLACES.get(column);
        if (place == null) throw new IllegalArgumentException("show stat has no column " + column);
        cells[place] = value;
        return this;
    }

    StatRow zeros(String... columns) {
        for (String column : columns) set(column, 0);
        return this;
    }

    static String header() {
        return "# " + String.join(",", COLUMNS) + ",\n";
    }

    String line() {
        var line = new StringBuilder();
        for (String cell : cells) line.append(cell == null ? "" : quoted(cell)).append(',');
        return line.append('\n').toString();
    }

    private static String quoted(String cell) {
        return cell.indexOf(',') < 0 && cell.indexOf('"') < 0 ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static Map<String, Integer> places() {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < COLUMNS.size(); i++) places.put(COLUMNS.get(i), i);
        return Map.copyOf(places);
    }
}

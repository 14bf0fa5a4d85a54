package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code show stat} has counted, of HAProxy or of Weir. Any thread. */
final class StatColumns {
    /** Everything that counts something; gauges, rates and times depend on the moment. */
    private static final List<String> COLUMNS = List.of(
            ("bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,stot,lbtot,req_tot,cli_abrt,srv_abrt,connect,reuse,"
                            + "hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,conn_tot,intercepted,eint,wrew")
                    .split(","));

    private StatColumns() {}

    /** A line for each frontend, backend and server. */
    static List<String> of(Path socket) throws IOException {
        var lines = ask(socket, "show stat\n").lines().toList();
        var names = List.of(lines.getFirst().substring(2).split(",", -1));
        var rows = new ArrayList<String>();
        for (String line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            if (cells.length < names.size()) continue;
            Map<String, String> counted = new TreeMap<>();
            for (String column : COLUMNS) counted.put(column, cells[names.indexOf(column)]);
            rows.add(cells[0] + " " + cells[1] + " " + counted);
        }
        return rows;
    }

    private static String ask(Path socket, String line) throws IOException {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(socket));
            client.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
            return AdminSockets.read(client);
        }
    }
}

package io.weir.rules.lang;

import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.ListenSocket.IpVersions;
import java.util.List;

/** What a {@code bind} line says of its sockets (configuration manual section 5.1). Confined to the reading thread. */
final class ListenParameters {
    static final List<String> NAMES =
            List.of("mss", "tcp-ut", "defer-accept", "tfo", "transparent", "v4v6", "v6only", "interface");

    /** The kernel's limits of TCP_MAXSEG. */
    private static final int MIN_SEGMENT = 88;

    private static final int MAX_SEGMENT = 32767;

    private int maxSegmentBytes;
    private int userTimeoutMillis;
    private boolean deferAccept;
    private boolean fastOpen;
    private boolean transparent;
    private IpVersions ipVersions = IpVersions.SYSTEM;
    private String interfaceName = "";

    /** Whether the parameter is one of these; its argument is taken then. */
    boolean takes(Line line, Word parameter) {
        switch (parameter.text()) {
            case "mss" -> maxSegmentBytes = line.number(MIN_SEGMENT, MAX_SEGMENT);
            case "tcp-ut" -> userTimeoutMillis = (int) line.time().toMillis();
            case "defer-accept" -> deferAccept = true;
            case "tfo" -> fastOpen = true;
            case "transparent" -> transparent = true;
            case "v4v6" -> ipVersions = IpVersions.BOTH;
            case "v6only" -> ipVersions = IpVersions.ONLY_SIX;
            case "interface" -> interfaceName = SourceReader.interfaceName(line);
            default -> {
                return false;
            }
        }
        return true;
    }

    ListenSocket socket() {
        return new ListenSocket(
                maxSegmentBytes,
                userTimeoutMillis,
                deferAccept,
                fastOpen,
                transparent,
                false,
                ipVersions,
                interfaceName);
    }
}

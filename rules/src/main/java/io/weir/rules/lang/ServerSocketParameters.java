package io.weir.rules.lang;

import io.weir.rules.config.ServerSocket;
import io.weir.rules.config.Source;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code server} or {@code default-server} line says of its sockets (configuration manual section 5.2). Confined
 * to the reading thread.
 */
final class ServerSocketParameters {
    private final ServerSocket before;
    private @Nullable Source source;
    private int userTimeoutMillis;
    private boolean fastOpen;

    /** @param before what holds where the line says nothing */
    ServerSocketParameters(ServerSocket before) {
        this.before = before;
        this.source = before.source();
        this.userTimeoutMillis = before.userTimeoutMillis();
        this.fastOpen = before.fastOpen();
    }

    /** Whether the parameter is one of these; its arguments are taken then. */
    boolean takes(Line line, Word parameter) {
        switch (parameter.text()) {
            case "source" -> source = SourceReader.read(line, SourceReader.Ports.RANGE);
            case "tcp-ut" -> userTimeoutMillis = (int) line.time().toMillis();
            case "tfo" -> fastOpen = true;
            case "no-tfo" -> fastOpen = false;
            default -> {
                return false;
            }
        }
        return true;
    }

    ServerSocket socket() {
        return new ServerSocket(source, before.keepAlive(), userTimeoutMillis, fastOpen, before.delaysAck());
    }
}

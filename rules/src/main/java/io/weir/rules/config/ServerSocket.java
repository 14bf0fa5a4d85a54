package io.weir.rules.config;

import org.jspecify.annotations.Nullable;

/**
 * What the sockets to a server are asked for, its own line and its backend's taken together.
 *
 * @param source null: the system chooses address and port
 * @param userTimeoutMillis {@code tcp-ut}: how long sent bytes may go unacknowledged; 0: as the system says
 * @param fastOpen {@code tfo}: the first bytes go with the first packet where the server is known to take them
 * @param delaysAck {@code option tcp-smart-connect}: no packet only to acknowledge, as the request follows at once
 *     <p>Any thread; immutable.
 */
public record ServerSocket(
        @Nullable Source source, KeepAlive keepAlive, int userTimeoutMillis, boolean fastOpen, boolean delaysAck) {
    /** As the system makes it. */
    public static final ServerSocket PLAIN = new ServerSocket(null, KeepAlive.OFF, 0, false, false);
}

package io.weir.engine.account;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One exchange as it is at this moment: what {@code show sess} shows, and what each count must agree with.
 *
 * @param id as the log's {@code %rt}
 * @param backend null: none is chosen yet
 * @param server the one it belongs to, waits for or went to last; null: none
 * @param stage how far it has come, in one word
 * @param holds what would come free by its end
 * @param timers what would end it or move it on
 * @param bytesIn received from the client so far, as the log counts them
 * @param bytesOut for the client so far
 *     <p>Any thread.
 */
public record Session(
        long id,
        SocketAddress client,
        String frontend,
        @Nullable String backend,
        @Nullable String server,
        long ageMillis,
        String stage,
        Holds holds,
        Timers timers,
        long bytesIn,
        long bytesOut) {

    /**
     * @param queuePlace a place in a queue
     * @param slot the server at which it has a place; null: it has none
     * @param counted whether it is one of the server's sessions
     * @param connection a connection to a server
     */
    public record Holds(boolean queuePlace, @Nullable String slot, boolean counted, boolean connection) {
        /** It is at no server and waits for none. */
        public static final Holds NOTHING = new Holds(false, null, false, false);
    }

    /**
     * Milliseconds that are left; -1: not armed.
     *
     * @param client for the client's next step
     * @param pause for a slot, or before the next attempt
     * @param server for the server's next step, connecting included
     */
    public record Timers(long client, long pause, long server) {}
}

package io.weir.engine.peers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of servers that one session has sent and received, so that each is sent once and then known by its number
 * of 1 to {@link #MOST}. The oldest makes room. Confined to the peers' loop.
 */
final class ServerKeys {
    static final int MOST = 128;

    private final @Nullable String[] sent = new String[MOST];
    private final @Nullable String[] received = new String[MOST];
    private int next;

    /** Its number when it was sent already, else 0. */
    int known(String key) {
        for (int i = 0; i < MOST; i++) if (key.equals(sent[i])) return i + 1;
        return 0;
    }

    /** Gives it a number, which whoever had it loses. */
    int add(String key) {
        int at = next;
        sent[at] = key;
        next = (at + 1) % MOST;
        return at + 1;
    }

    @Nullable String received(int number) {
        return received[number - 1];
    }

    void received(int number, String key) {
        received[number - 1] = key;
    }

    @Nullable String sent(int number) {
        return sent[number - 1];
    }

    /** For a new session. */
    void clear() {
        Arrays.fill(sent, null);
        Arrays.fill(received, null);
        next = 0;
    }
}

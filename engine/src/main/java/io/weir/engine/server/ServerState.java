package io.weir.engine.server;

/** Whether a server may be given requests. Any thread. */
public enum ServerState {
    /** Takes requests. */
    UP,
    /** Takes no new requests, finishes those it has. */
    DRAIN,
    /** Taken out by an operator or {@code disabled}. */
    MAINT;

    /** Whether requests that belong to this very server may still come. */
    public boolean takesPinned() {
        return this != MAINT;
    }

    public boolean usable() {
        return this == UP;
    }
}

package io.weir.engine.queue;

import io.weir.engine.server.Server;

/** Hears on its own loop that the wait is over. Loop-confined. */
public interface QueueListener {
    /** One slot of that server is now the listener's; it gives the slot back also when it has no use for it any more. */
    void slotGranted(Server server);

    /** The server that it waited for takes no requests any more: it is to look for another one. */
    void serverGone();
}

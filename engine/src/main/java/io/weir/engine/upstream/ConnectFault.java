package io.weir.engine.upstream;

import io.netty.channel.ChannelException;

/** Why no connection to a server came about. Any thread. */
public enum ConnectFault {
    REFUSED,
    TIMEOUT,
    /** This side lacks a descriptor or memory. */
    RESOURCE,
    /** This side lacks a port. */
    PORT;

    static ConnectFault of(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof NoPortException
                || text.contains("Cannot assign requested address")
                || text.contains("Address already in use")) return PORT;
        boolean ours = text.contains("Too many open files")
                || text.contains("Cannot allocate memory")
                || cause instanceof ChannelException
                || cause instanceof OutOfMemoryError;
        return ours ? RESOURCE : REFUSED;
    }
}

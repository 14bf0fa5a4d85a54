package io.weir.engine.upstream;

/** Why no connection to a server came about. Any thread. */
public enum ConnectFault {
    REFUSED,
    TIMEOUT,
    /** This side lacks a descriptor, a port or memory. */
    RESOURCE
}

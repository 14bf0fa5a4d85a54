package io.weir.rules.action;

/** What rules say anew about the client connection. Any thread. */
public enum ConnectionField {
    SRC,
    SRC_PORT,
    DST,
    DST_PORT
}

package io.weir.engine.peers;

/** Classes and types of messages, as they stand on the wire. Any thread. */
final class Message {
    static final int CONTROL = 0;
    static final int ERROR = 1;
    static final int TABLE = 10;
    static final int RESERVED = 255;

    static final int RESYNC_REQUEST = 0;
    static final int RESYNC_FINISHED = 1;
    static final int RESYNC_PARTIAL = 2;
    static final int RESYNC_CONFIRM = 3;
    static final int HEARTBEAT = 4;

    static final int PROTOCOL_ERROR = 0;
    static final int SIZE_ERROR = 1;

    /** Types with this bit have a length and data. */
    static final int HAS_DATA = 0x80;

    static final int UPDATE = 0x80;
    static final int UPDATE_NEXT = 0x81;
    static final int DEFINITION = 0x82;
    static final int SWITCH = 0x83;
    static final int ACK = 0x84;
    static final int UPDATE_TIMED = 0x85;
    static final int UPDATE_NEXT_TIMED = 0x86;

    private Message() {}
}

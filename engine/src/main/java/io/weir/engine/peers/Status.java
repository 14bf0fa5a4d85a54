package io.weir.engine.peers;

/** How the latest session with a peer went, with its number in the protocol. Any thread. */
enum Status {
    NONE(0, "NONE"),
    CONNECTING(100, "CONN"),
    CONNECTED(110, "HSHK"),
    SUCCESS(200, "ESTA"),
    TRY_AGAIN(300, "RETR"),
    BAD_PROTOCOL(501, "PROT"),
    BAD_VERSION(502, "VERS"),
    /** The one that was called has another name. */
    BAD_HOST(503, "NAME"),
    /** The one that called is unknown. */
    BAD_PEER(504, "UNKN");

    private final int code;
    private final String word;

    Status(int code, String word) {
        this.code = code;
        this.word = word;
    }

    int code() {
        return code;
    }

    /** In {@code show peers}. */
    String word() {
        return word;
    }

    static Status of(String line) {
        for (Status status : values()) if (line.equals(Integer.toString(status.code))) return status;
        return NONE;
    }

    /** Whether this process calls again by itself after such a session. */
    boolean callsAgain() {
        return this == CONNECTING || this == CONNECTED || this == SUCCESS;
    }
}

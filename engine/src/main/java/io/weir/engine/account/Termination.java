package io.weir.engine.account;

/**
 * How an exchange ended: HAProxy's first two characters of the termination state (configuration manual section 8.5),
 * and the same in words. Any thread.
 */
public enum Termination {
    NORMAL("--", "ended normally"),
    CC("CC", "the client left before the connection to the server was there"),
    CD("CD", "the client left while data was being transferred"),
    CH("CH", "the client left while Weir waited for the response head"),
    CQ("CQ", "the client left while its request was queued"),
    CR("CR", "the client left before its request was complete"),
    CT("CT", "the client left while it was held in the tarpit"),
    CLIENT_REQUEST_TIMEOUT("cR", "the client did not complete its request in time"),
    CLIENT_DATA_TIMEOUT("cD", "the client did not send or receive data in time"),
    LR("LR", "Weir answered itself by a rule"),
    LH("LH", "Weir answered itself by a rule of the response"),
    PR("PR", "Weir refused the request: it was malformed or a rule denied it"),
    PH(
            "PH",
            "Weir refused the server's response or the request's body: it was malformed, or a rule denied the response"),
    PT("PT", "Weir held the client in the tarpit and refused the request"),
    PD("PD", "Weir cut the transfer: the response's or the request's framing was malformed"),
    RC("RC", "this machine lacks a resource to connect to the server"),
    SC("SC", "the server or the whole backend refused the connection or was not available"),
    SERVER_CONNECT_TIMEOUT("sC", "the connection to the server was not there in time"),
    SD("SD", "the server ended the connection while data was being transferred"),
    SERVER_DATA_TIMEOUT("sD", "the server did not send or receive data in time"),
    SH("SH", "the server ended the connection before its response head was complete"),
    SERVER_HEAD_TIMEOUT("sH", "the server did not send a response head in time"),
    SERVER_BODY_TIMEOUT("sR", "the server did not send in time what rules waited for of its response's body"),
    SQ("SQ", "the queue of the only server that the request may go to was full"),
    SERVER_QUEUE_TIMEOUT("sQ", "no slot of a server became free in time"),
    IR("IR", "an internal error of a rule during the request"),
    IH("IH", "an internal error of a rule during the response"),
    KR("KR", "an operator ended the session while rules looked at it"),
    KT("KT", "an operator ended the session in the tarpit"),
    KQ("KQ", "an operator ended the session while it was queued"),
    KC("KC", "an operator ended the session before the connection to the server was there"),
    KH("KH", "an operator ended the session while Weir waited for the response head"),
    KD("KD", "an operator ended the session while data was being transferred"),
    DD("DD", "the server was taken down and its sessions were ended");

    private final String code;
    private final String words;

    Termination(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** Two characters. */
    public String code() {
        return code;
    }

    public String words() {
        return words;
    }
}

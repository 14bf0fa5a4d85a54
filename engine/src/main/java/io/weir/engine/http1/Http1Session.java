package io.weir.engine.http1;

/**
 * Whether a client connection can carry another request: the state of its request and its response, without socket,
 * buffer or clock. An event that cannot happen in the present state throws. Loop-confined.
 */
public final class Http1Session {
    /** How far one direction is. */
    public enum Side {
        /** Nothing of the message yet. */
        IDLE,
        /** The head has come, the body not to its end. */
        OPEN,
        /** The whole message. */
        DONE,
        /** Broken off: nothing more will come. */
        CLOSED
    }

    /** What is to be done with the connection. */
    public enum Next {
        /** Something must still come. */
        WAIT,
        /** Both messages are over: the next request may be read. */
        REUSE,
        /** Send what is to be sent, then close. */
        CLOSE
    }

    private Side request = Side.IDLE;
    private Side response = Side.IDLE;
    private boolean keepAlive = true;

    public Side request() {
        return request;
    }

    public Side response() {
        return response;
    }

    /** Whether the connection may stay open after this response; only ever turns false. */
    public boolean keepAlive() {
        return keepAlive;
    }

    /** This request is the last: the client or the server asked for it, or Weir is stopping. */
    public void lastRequest() {
        keepAlive = false;
    }

    public void requestHead() {
        expect(request == Side.IDLE && response == Side.IDLE, "requestHead");
        request = Side.OPEN;
    }

    public Next requestEnd() {
        expect(request == Side.OPEN, "requestEnd");
        request = Side.DONE;
        return settle();
    }

    /** The client has closed its side, or sent what cannot be read. */
    public Next requestClosed() {
        expect(request != Side.CLOSED, "requestClosed");
        keepAlive = false;
        if (request == Side.DONE) return settle();
        request = Side.CLOSED;
        return settle();
    }

    /** A response may begin before the request has ended, and even before it has begun, as a 408 does. */
    public void responseHead() {
        expect(response == Side.IDLE, "responseHead");
        response = Side.OPEN;
    }

    public Next responseEnd() {
        expect(response == Side.OPEN, "responseEnd");
        response = Side.DONE;
        return settle();
    }

    /** The response breaks off before its end: the client learns it from the close. */
    public Next responseClosed() {
        expect(response != Side.DONE && response != Side.CLOSED, "responseClosed");
        keepAlive = false;
        response = Side.CLOSED;
        return settle();
    }

    /** The one place where both directions meet. */
    private Next settle() {
        if (response == Side.CLOSED || request == Side.CLOSED && response == Side.IDLE) return close();
        if (response != Side.DONE) return Next.WAIT;
        if (request != Side.DONE || !keepAlive) return close(); // an unread body would be parsed as a request
        request = response = Side.IDLE;
        return Next.REUSE;
    }

    private Next close() {
        keepAlive = false;
        return Next.CLOSE;
    }

    private void expect(boolean legal, String event) {
        if (!legal) throw new IllegalStateException(event + " in " + this);
    }

    @Override
    public String toString() {
        return "request " + request + ", response " + response + (keepAlive ? ", keep-alive" : ", last");
    }
}

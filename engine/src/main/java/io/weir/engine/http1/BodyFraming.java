package io.weir.engine.http1;

/** How the end of a body is found (RFC 9112 section 6.3). Any thread. */
public enum BodyFraming {
    /** There is no body. */
    NONE,
    /** It has as many bytes as Content-Length says. */
    LENGTH,
    /** It ends with the last chunk and its trailers. */
    CHUNKED,
    /** It lasts until the server closes the connection; only a response can. */
    UNTIL_CLOSE,
    /** What follows is no longer HTTP, in both directions. */
    TUNNEL;

    public static BodyFraming ofRequest(HeadFacts facts) {
        if (facts.chunked()) return CHUNKED;
        return facts.contentLength() >= 0 ? LENGTH : NONE;
    }

    /**
     * @param requestMethod of the request that the response answers, as {@code RequestHead.method()} gives it
     * @param status 100 to 599
     */
    public static BodyFraming ofResponse(String requestMethod, int status, HeadFacts facts) {
        if (status < 200) return status == 101 ? TUNNEL : NONE;
        if (status == 204 || status == 304 || requestMethod.equals("HEAD")) return NONE;
        if (status < 300 && requestMethod.equals("CONNECT")) return TUNNEL;
        if (facts.chunked()) return CHUNKED;
        return facts.contentLength() >= 0 ? LENGTH : UNTIL_CLOSE;
    }
}

package io.weir.rules;

import org.jspecify.annotations.Nullable;

/**
 * The head of one HTTP request: method, target, version and field lines (RFC 9112 section 3). The target is kept as it
 * came; path and query are views of it. Reused from request to request. Loop-confined.
 */
public final class RequestHead {
    private final Headers headers;
    private int methodStart;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int receivedMethodStart;
    private int receivedMethodEnd;
    private int receivedTargetStart;
    private int receivedTargetEnd;
    private int minorVersion;
    private @Nullable String method;
    private @Nullable String path;

    public RequestHead(int initialBytes) {
        headers = new Headers(initialBytes);
    }

    public void clear() {
        headers.clear();
        methodStart = methodEnd = targetStart = targetEnd = 0;
        receivedMethodStart = receivedMethodEnd = receivedTargetStart = receivedTargetEnd = 0;
        minorVersion = 1;
        method = null;
        path = null;
    }

    public Headers headers() {
        return headers;
    }

    /**
     * Says where the start line's parts are in the bytes of {@link #headers()}.
     *
     * @param minor the digit after {@code HTTP/1.}
     */
    public void startLine(int methodStart, int methodEnd, int targetStart, int targetEnd, int minor) {
        this.methodStart = receivedMethodStart = methodStart;
        this.methodEnd = receivedMethodEnd = methodEnd;
        this.targetStart = receivedTargetStart = targetStart;
        this.targetEnd = receivedTargetEnd = targetEnd;
        this.minorVersion = minor;
        method = null;
        path = null;
    }

    public String method() {
        var known = method;
        if (known != null) return known;
        return method = Tokens.method(headers, methodStart, methodEnd);
    }

    /** The target as it stands in the start line: origin, absolute, authority or asterisk form. */
    public String target() {
        return headers.text(targetStart, targetEnd);
    }

    /** The method as the client sent it, whatever rules made of it. */
    public String receivedMethod() {
        return headers.text(receivedMethodStart, receivedMethodEnd);
    }

    /** The target as the client sent it, whatever rules made of it. */
    public String receivedTarget() {
        return headers.text(receivedTargetStart, receivedTargetEnd);
    }

    public int methodStart() {
        return methodStart;
    }

    public int methodEnd() {
        return methodEnd;
    }

    public int targetStart() {
        return targetStart;
    }

    public int targetEnd() {
        return targetEnd;
    }

    /** 0 or 1: the digit after {@code HTTP/1.}. */
    public int minorVersion() {
        return minorVersion;
    }

    public String version() {
        return minorVersion == 0 ? "1.0" : "1.1";
    }

    /** The path without scheme, authority and query; {@code *} for the asterisk form, empty for the authority form. */
    public String path() {
        var known = path;
        if (known != null) return known;
        return path = headers.text(pathStart(), pathEnd());
    }

    /** The query without its question mark, empty when there is none. */
    public String query() {
        int end = pathEnd();
        return end == targetEnd ? "" : headers.text(end + 1, targetEnd);
    }

    /** The value of Host, or the authority of an absolute target; empty when there is neither. */
    public String host() {
        var value = headers.get("host");
        return value == null ? "" : value;
    }

    public int pathStart() {
        byte[] bytes = headers.bytes();
        if (targetStart == targetEnd) return targetStart;
        byte first = bytes[targetStart];
        if (first == '/' || first == '*') return targetStart;
        for (int i = targetStart; i + 2 < targetEnd; i++) {
            if (bytes[i] != ':' || bytes[i + 1] != '/' || bytes[i + 2] != '/') continue;
            for (int slash = i + 3; slash < targetEnd; slash++)
                if (bytes[slash] == '/' || bytes[slash] == '?') return slash;
            break;
        }
        return targetEnd;
    }

    public int pathEnd() {
        byte[] bytes = headers.bytes();
        for (int i = pathStart(); i < targetEnd; i++) if (bytes[i] == '?') return i;
        return targetEnd;
    }

    /** Gives the request another method. Legality is the caller's: see {@link Effects}. */
    public void method(String other) {
        methodStart = headers.append(other);
        methodEnd = headers.used();
        method = null;
    }

    /** Gives the request another target. Legality is the caller's: see {@link Effects}. */
    public void target(String other) {
        targetStart = headers.append(other);
        targetEnd = headers.used();
        path = null;
    }
}

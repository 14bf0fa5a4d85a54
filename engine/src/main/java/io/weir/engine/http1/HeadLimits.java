package io.weir.engine.http1;

/**
 * How large a head may be. Any thread.
 *
 * @param bytes {@code tune.bufsize - tune.maxrewrite}: bytes with start line, field lines and empty line
 * @param fieldLines {@code tune.http.maxhdr} less the start line: number of field lines
 * @param rewriteBytes {@code tune.maxrewrite}: what rules may add to a message that fills its buffer
 */
public record HeadLimits(int bytes, int fieldLines, int rewriteBytes) {
    /** HAProxy's defaults: 15 KiB in 100 lines. */
    public static final HeadLimits DEFAULT = new HeadLimits(16384 - 1024, 100);

    public HeadLimits(int bytes, int fieldLines) {
        this(bytes, fieldLines, 1024);
    }

    /** What rules may add to a message of which so much has been received. */
    public int rewriteRoom(int receivedBytes) {
        return bytes + rewriteBytes - Math.min(receivedBytes, bytes);
    }

    public HeadLimits {
        if (bytes < 16) throw new IllegalArgumentException("a head of " + bytes + " bytes (expected: 16 or more)");
        if (fieldLines < 0) throw new IllegalArgumentException(fieldLines + " field lines (expected: 0 or more)");
    }
}

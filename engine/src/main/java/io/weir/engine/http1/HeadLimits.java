package io.weir.engine.http1;

/**
 * How large a head may be. Any thread.
 *
 * @param bytes {@code tune.bufsize - tune.maxrewrite}: bytes with start line, field lines and empty line
 * @param fieldLines {@code tune.http.maxhdr}: number of field lines
 */
public record HeadLimits(int bytes, int fieldLines) {
    public HeadLimits {
        if (bytes < 16 || fieldLines < 1) throw new IllegalArgumentException("a head of " + bytes + " bytes");
    }

    /** HAProxy's defaults. */
    public static final HeadLimits DEFAULT = new HeadLimits(16384 - 1024, 101);
}

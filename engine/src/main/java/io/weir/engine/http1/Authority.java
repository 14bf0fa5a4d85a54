package io.weir.engine.http1;

/**
 * The authority of a target, beside which Host must say the same (RFC 9112 section 3.2.2), and the ports that need not
 * be said. The user information before the host says nothing about whom a request is for. Any thread.
 */
final class Authority {
    /** Which port goes without saying. */
    private enum Scheme {
        HTTP,
        HTTPS,
        /** Of CONNECT: either. */
        TUNNEL,
        OTHER
    }

    private Authority() {}

    /** Where the authority of an absolute target begins, user information and all, or -1. */
    static int start(byte[] bytes, int start, int end) {
        for (int i = start; i + 2 < end; i++) {
            if (bytes[i] == ':') return i > start && bytes[i + 1] == '/' && bytes[i + 2] == '/' ? i + 3 : -1;
            if (!schemeByte(bytes[i])) return -1;
        }
        return -1;
    }

    /** Where the authority that begins at {@code start} ends. */
    static int end(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] != '/' && bytes[i] != '?') i++;
        return i;
    }

    /** Where the host of an authority begins, behind the user information. */
    static int host(byte[] bytes, int start, int end) {
        int i = end;
        while (i > start && bytes[i - 1] != '@') i--;
        return i;
    }

    /** Where an authority's port begins, with its colon, or {@code end}. */
    static int port(byte[] bytes, int start, int end) {
        int i = end;
        while (i > start && bytes[i - 1] >= '0' && bytes[i - 1] <= '9') i--;
        return i > start && bytes[i - 1] == ':' ? i - 1 : end;
    }

    /** Whether a target of origin or asterisk form says nothing about the host. */
    static boolean absent(byte[] bytes, int start) {
        return bytes[start] == '/' || bytes[start] == '*';
    }

    /** Whether the target has an authority other than the Host from {@code hostStart} to {@code hostEnd}. */
    static boolean differs(byte[] bytes, int start, int end, int hostStart, int hostEnd) {
        if (absent(bytes, start)) return false;
        Scheme scheme = scheme(bytes, start, end);
        int authority = Math.max(start, start(bytes, start, end));
        int stop = end(bytes, authority, end);
        int from = host(bytes, authority, stop);
        if (Octets.same(bytes, from, stop, hostStart, hostEnd)) return false;
        int port = port(bytes, from, stop);
        int hostPort = port(bytes, hostStart, hostEnd);
        if (!Octets.same(bytes, from, port, hostStart, hostPort)) return true;
        // a tunnel to port 80 and one to port 443 are not the same
        boolean said = scheme == Scheme.TUNNEL && hostEnd - hostPort > 1;
        return said
                || !goesWithoutSaying(scheme, bytes, port, stop)
                || !goesWithoutSaying(scheme, bytes, hostPort, hostEnd);
    }

    /** How many bytes at the end of an absolute target's authority are a port that goes without saying. */
    private static int spareBytes(byte[] bytes, int start, int end) {
        if (absent(bytes, start)) return 0;
        int authority = start(bytes, start, end);
        if (authority < 0) return 0;
        int stop = end(bytes, authority, end);
        int port = port(bytes, host(bytes, authority, stop), stop);
        return goesWithoutSaying(scheme(bytes, start, end), bytes, port, stop) ? stop - port : 0;
    }

    /**
     * Takes the port that goes without saying out of a target, by moving all that stands before it.
     *
     * @return by how many bytes
     */
    static int closeUp(byte[] bytes, int start, int end) {
        int spare = spareBytes(bytes, start, end);
        if (spare == 0) return 0;
        int stop = end(bytes, start(bytes, start, end), end);
        System.arraycopy(bytes, 0, bytes, spare, stop - spare);
        return spare;
    }

    /**
     * Where a Host that does not differ from the target ends, without the port that goes without saying when the target
     * says it. Letters become upper or lower case as in the absolute target.
     */
    static int normalize(byte[] bytes, int start, int end, int hostStart, int hostEnd) {
        if (absent(bytes, start)) return hostEnd;
        int hostPort = port(bytes, hostStart, hostEnd);
        if (scheme(bytes, start, end) == Scheme.TUNNEL)
            return hostEnd - hostPort > 1 && goesWithoutSaying(Scheme.TUNNEL, bytes, hostPort, hostEnd)
                    ? hostPort
                    : hostEnd;
        if (spareBytes(bytes, start, end) == 0) return hostEnd;
        int authority = start(bytes, start, end);
        int from = host(bytes, authority, end(bytes, authority, end));
        System.arraycopy(bytes, from, bytes, hostStart, hostPort - hostStart);
        return hostPort;
    }

    /** Whether a port with its colon, or none, or a colon alone, is what the scheme means anyway. */
    private static boolean goesWithoutSaying(Scheme scheme, byte[] bytes, int port, int end) {
        return switch (end - port) {
            case 0, 1 -> true;
            case 3 -> (scheme == Scheme.HTTP || scheme == Scheme.TUNNEL) && Octets.is(bytes, port, end, ":80");
            case 4 -> (scheme == Scheme.HTTPS || scheme == Scheme.TUNNEL) && Octets.is(bytes, port, end, ":443");
            default -> false;
        };
    }

    private static Scheme scheme(byte[] bytes, int start, int end) {
        int authority = start(bytes, start, end);
        if (authority < 0) return Scheme.TUNNEL;
        if (Octets.is(bytes, start, authority, "http://")) return Scheme.HTTP;
        return Octets.is(bytes, start, authority, "https://") ? Scheme.HTTPS : Scheme.OTHER;
    }

    private static boolean schemeByte(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.';
    }
}

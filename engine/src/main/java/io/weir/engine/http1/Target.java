package io.weir.engine.http1;

/**
 * Checks of request targets and Host (RFC 9112 sections 3.2 and 3.3). The bytes are those of a head, which begin with
 * the method. Any thread.
 */
final class Target {
    private static final boolean[] HOST = hostTable();

    private Target() {}

    /** Whether the method, which ends at {@code methodEnd}, is CONNECT. */
    static boolean isConnect(byte[] bytes, int methodEnd) {
        return methodEnd == 7 && startsWith(bytes, 0, "CONNECT");
    }

    /**
     * Checks that the form of a target goes with the method.
     *
     * @return the offset of what is wrong, or -1
     */
    static int wrong(byte[] bytes, int methodEnd, int start, int end) {
        if (isConnect(bytes, methodEnd)) return wrongTunnel(bytes, start, end);
        if (bytes[start] == '/') return -1;
        if (bytes[start] == '*')
            return end == start + 1 && methodEnd == 7 && startsWith(bytes, 0, "OPTIONS") ? -1 : start;
        int authority = Authority.start(bytes, start, end);
        return authority < 0 ? start : wrongAuthority(bytes, authority, Authority.end(bytes, authority, end));
    }

    /** Whether a target is of a form that there is, whatever stands in it. */
    static boolean hasForm(byte[] bytes, int start, int end) {
        return bytes[start] == '/' || bytes[start] == '*' || Authority.start(bytes, start, end) >= 0;
    }

    /** Whether a Host is made of what a host and a port are made of; it may be empty. */
    static boolean legalHost(byte[] bytes, int start, int end) {
        return illegal(bytes, start, end) == end;
    }

    /** A host and a port, nothing else (RFC 9112 section 3.2.3). */
    private static int wrongTunnel(byte[] bytes, int start, int end) {
        int digits = end;
        while (digits > start && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') digits--;
        if (digits == end || digits < start + 2 || bytes[digits - 1] != ':') return end - 1;
        int illegal = illegal(bytes, start, end);
        return illegal == end ? -1 : illegal;
    }

    /**
     * User information may stand before a host, but nothing that another reader could take for the host: no second
     * {@code @}, no brackets. A port may stand alone, since Host must name it too; nothing at all may not.
     */
    private static int wrongAuthority(byte[] bytes, int start, int end) {
        int host = Authority.host(bytes, start, end);
        if (host == end) return end;
        for (int i = start; i < host - 1; i++)
            if (bytes[i] == '[' || bytes[i] == ']' || illegal(bytes, i, i + 1) == i) return i;
        int illegal = illegal(bytes, host, end);
        return illegal == end ? -1 : illegal;
    }

    /** The first byte that no host and no port is made of, or {@code end}. */
    private static int illegal(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= 0 && HOST[bytes[i]]) i++;
        return i;
    }

    private static boolean startsWith(byte[] bytes, int start, String text) {
        for (int i = 0; i < text.length(); i++) if (bytes[start + i] != text.charAt(i)) return false;
        return true;
    }

    /** Letters, digits and marks of a host, its brackets, and the colon (RFC 3986 section 3.2.2). */
    private static boolean[] hostTable() {
        boolean[] table = new boolean[128];
        for (char c = '0'; c <= '9'; c++) table[c] = true;
        for (char c = 'a'; c <= 'z'; c++) table[c] = table[c - 32] = true;
        for (char c : "-._~%!$&'()*+,;=:[]".toCharArray()) table[c] = true;
        return table;
    }
}

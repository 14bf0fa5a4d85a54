package io.weir.engine.http1;

/** Checks of request targets (RFC 9112 section 3.2). Any thread. */
final class Target {
    private Target() {}

    /**
     * Checks that the form of a target goes with the method.
     *
     * @return the offset of what is wrong, or -1
     */
    static int wrong(byte[] bytes, int methodStart, int methodEnd, int start, int end) {
        boolean connect = method(bytes, methodStart, methodEnd, "CONNECT");
        if (bytes[start] == '/') return connect ? start : -1;
        if (connect) return wrongAuthority(bytes, start, end);
        if (bytes[start] == '*')
            return end - start == 1 && method(bytes, methodStart, methodEnd, "OPTIONS") ? -1 : start;
        int authority = authority(bytes, start, end);
        return authority < 0 || authorityEnd(bytes, authority, end) == authority ? start : -1;
    }

    /** Whether the target has an authority other than the host from {@code hostStart} to {@code hostEnd}. */
    static boolean namesOtherHost(byte[] bytes, int start, int end, int hostStart, int hostEnd) {
        if (bytes[start] == '/' || bytes[start] == '*') return false;
        int authority = Math.max(start, authority(bytes, start, end));
        int authorityEnd = authorityEnd(bytes, authority, end);
        return !Octets.same(bytes, authority, authorityEnd, hostStart, hostEnd);
    }

    /** Where the authority of an absolute target begins, or -1. */
    private static int authority(byte[] bytes, int start, int end) {
        for (int i = start; i + 2 < end; i++) {
            if (bytes[i] == ':') return i > start && bytes[i + 1] == '/' && bytes[i + 2] == '/' ? i + 3 : -1;
            if (!schemeByte(bytes[i])) return -1;
        }
        return -1;
    }

    private static int authorityEnd(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] != '/' && bytes[i] != '?') i++;
        return i;
    }

    /** A host and a port, nothing else (RFC 9112 section 3.2.3). */
    private static int wrongAuthority(byte[] bytes, int start, int end) {
        int digits = end;
        while (digits > start && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') digits--;
        if (digits == end || digits - 1 <= start || bytes[digits - 1] != ':') return end - 1;
        for (int i = start; i < digits - 1; i++) if (bytes[i] == '/' || bytes[i] == '?' || bytes[i] == '@') return i;
        return -1;
    }

    private static boolean schemeByte(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.';
    }

    private static boolean method(byte[] bytes, int start, int end, String name) {
        if (end - start != name.length()) return false;
        for (int i = 0; i < name.length(); i++) if (bytes[start + i] != name.charAt(i)) return false;
        return true;
    }
}

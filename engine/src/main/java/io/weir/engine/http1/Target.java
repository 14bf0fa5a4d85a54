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
        if (isConnect(bytes, methodEnd)) return wrongAuthority(bytes, start, end);
        if (bytes[start] == '/') return -1;
        if (bytes[start] == '*')
            return end == start + 1 && methodEnd == 7 && startsWith(bytes, 0, "OPTIONS") ? -1 : start;
        int authority = authority(bytes, start, end);
        if (authority < 0) return start;
        int authorityEnd = authorityEnd(bytes, authority, end);
        if (authority == authorityEnd || bytes[authority] == ':') return authority;
        // user information is there to deceive (RFC 9110 section 4.2.4)
        for (int i = authority; i < authorityEnd; i++) if (bytes[i] < 0 || !HOST[bytes[i]]) return i;
        return -1;
    }

    /** Whether a target is of a form that there is, whatever stands in it. */
    static boolean hasForm(byte[] bytes, int start, int end) {
        return bytes[start] == '/' || bytes[start] == '*' || authority(bytes, start, end) >= 0;
    }

    /** Whether a Host is made of what a host and a port are made of; it may be empty. */
    static boolean legalHost(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) if (bytes[i] < 0 || !HOST[bytes[i]]) return false;
        return true;
    }

    /** Whether the target has an authority other than the host from {@code hostStart} to {@code hostEnd}. */
    static boolean namesOtherHost(byte[] bytes, int start, int end, int hostStart, int hostEnd) {
        if (bytes[start] == '/' || bytes[start] == '*') return false;
        int authority = Math.max(start, authority(bytes, start, end));
        int authorityEnd = authorityEnd(bytes, authority, end);
        if (Octets.same(bytes, authority, authorityEnd, hostStart, hostEnd)) return false;
        boolean http = authority == start || !schemeIs(bytes, start, "https:");
        boolean https = authority == start || schemeIs(bytes, start, "https:");
        return !Octets.same(
                bytes,
                authority,
                withoutPort(bytes, authority, authorityEnd, http, https),
                hostStart,
                withoutPort(bytes, hostStart, hostEnd, http, https));
    }

    /** Where the host ends, without the scheme's standard port; a tunnel's scheme could be either. */
    private static int withoutPort(byte[] bytes, int start, int end, boolean http, boolean https) {
        if (http && end - start > 3 && startsWith(bytes, end - 3, ":80")) return end - 3;
        if (https && end - start > 4 && startsWith(bytes, end - 4, ":443")) return end - 4;
        return end;
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
        if (digits == end || digits < start + 2 || bytes[digits - 1] != ':') return end - 1;
        for (int i = start; i < end; i++) if (bytes[i] < 0 || !HOST[bytes[i]]) return i;
        return -1;
    }

    private static boolean schemeByte(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.';
    }

    private static boolean schemeIs(byte[] bytes, int start, String lower) {
        return Octets.is(bytes, start, start + lower.length(), lower);
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

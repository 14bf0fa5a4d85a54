package io.weir.replay;

/** What may stand in a request that a frontend has let in. Any thread. */
final class Legal {
    private Legal() {}

    /** RFC 9110 section 5.6.2. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) return false;
        }
        return !text.isEmpty();
    }

    /** RFC 9110 section 5.5. */
    static boolean isFieldValue(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf(0) < 0;
    }

    /** A request target without blanks, control and 8-bit characters (RFC 9112 section 3.2). */
    static boolean isTarget(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ' || text.charAt(i) >= 127) return false;
        return !text.isEmpty();
    }
}

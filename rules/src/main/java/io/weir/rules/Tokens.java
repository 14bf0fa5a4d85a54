package io.weir.rules;

/** Shared strings of frequent tokens, so that asking for a method allocates nothing. Any thread. */
final class Tokens {
    private static final String[] METHODS = {
        "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"
    };

    private Tokens() {}

    static String method(Headers headers, int start, int end) {
        for (String known : METHODS) if (same(headers.bytes(), start, end, known)) return known;
        return headers.text(start, end);
    }

    private static boolean same(byte[] bytes, int start, int end, String text) {
        if (end - start != text.length()) return false;
        for (int i = 0; i < text.length(); i++) if (bytes[start + i] != text.charAt(i)) return false;
        return true;
    }
}

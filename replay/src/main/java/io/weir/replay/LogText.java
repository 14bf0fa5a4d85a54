package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What log lines encode, back as the bytes that it was (ISO 8859-1). Any thread. */
final class LogText {
    private LogText() {}

    /** {@code #XX} stands for a byte that is not printed (configuration manual section 8.6). */
    static String decoded(String text) {
        if (text.indexOf('#') < 0) return text;
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean encoded = text.charAt(i) == '#' && isHex(text, i + 1, i + 3);
            out.append(encoded ? (char) Integer.parseInt(text, i + 1, i + 3, 16) : text.charAt(i));
            if (encoded) i += 2;
        }
        return out.toString();
    }

    /** The flag {@code +E} puts a backslash before quotes, backslashes and closing brackets. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) return text;
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escape =
                    text.charAt(i) == '\\' && i + 1 < text.length() && "\"\\]".indexOf(text.charAt(i + 1)) >= 0;
            if (escape) i++;
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    /** What the converter {@code json} wrote of bytes. */
    static String ofJsonBytes(String text) {
        return text.indexOf('\\') < 0 ? text : ofJson(text);
    }

    /** What the converter {@code json(utf8)} wrote, or one of its kin. */
    static String ofJsonUtf8(String text) {
        return text.indexOf('\\') < 0 ? text : utf8(ofJson(text));
    }

    private static String ofJson(String text) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
            boolean unicode = escape && text.charAt(at + 1) == 'u' && isHex(text, at + 2, at + 6);
            if (unicode) out.append((char) Integer.parseInt(text, at + 2, at + 6, 16));
            else out.append(escape ? plain(text.charAt(at + 1)) : text.charAt(at));
            at += unicode ? 6 : escape ? 2 : 1;
        }
        return out.toString();
    }

    /** The UTF-8 bytes of a text, each as one character. */
    static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    private static boolean isHex(String text, int start, int end) {
        if (end > text.length()) return false;
        for (int i = start; i < end; i++) if (Character.digit(text.charAt(i), 16) < 0) return false;
        return true;
    }
}

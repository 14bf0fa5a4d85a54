package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the converters do to text, which is bytes as ISO 8859-1. Any thread. */
final class Texts {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Texts() {}

    /** Makes only the letters of ASCII small. */
    static String lower(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') return shifted(text, 'A', 'Z', 'a' - 'A');
        return text;
    }

    /** Makes only the letters of ASCII capital. */
    static String upper(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) >= 'a' && text.charAt(i) <= 'z') return shifted(text, 'a', 'z', 'A' - 'a');
        return text;
    }

    private static String shifted(String text, char from, char to, int by) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++)
            if (letters[i] >= from && letters[i] <= to) letters[i] = (char) (letters[i] + by);
        return new String(letters);
    }

    static String hex(String bytes) {
        return HEX.formatHex(bytes.getBytes(ISO_8859_1));
    }

    static String ofHex(String digits) throws BadArgumentException {
        try {
            return new String(HEX.parseHex(digits), ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new BadArgumentException("'" + digits + "' is not hexadecimal", "pairs of hexadecimal digits");
        }
    }

    static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(ISO_8859_1));
    }

    static String base64Url(String bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.getBytes(ISO_8859_1));
    }

    /** Decodes base64 (RFC 4648 section 4); null when it is not. */
    static @Nullable String ofBase64(String text) {
        if (text.length() % 4 != 0 || !isBase64(text, '+', '/')) return null;
        return new String(Base64.getDecoder().decode(text), ISO_8859_1);
    }

    /** Decodes base64url (RFC 4648 section 5) without padding; null when it is not. */
    static @Nullable String ofBase64Url(String text) {
        if (text.length() % 4 == 1 || text.endsWith("=") || !isBase64(text, '-', '_')) return null;
        return new String(Base64.getUrlDecoder().decode(text), ISO_8859_1);
    }

    private static boolean isBase64(String text, char plus, char slash) {
        int end = text.length();
        for (int padding = 0; padding < 2 && end > 0 && text.charAt(end - 1) == '='; padding++) end--;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean legal =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == plus || c == slash;
            if (!legal) return false;
        }
        return true;
    }

    /**
     * Decodes percent signs (RFC 3986 section 2.1); null for a wrong one.
     *
     * @param form in a form, and behind a question mark anyway, {@code +} is a space
     */
    static @Nullable String urlDecoded(String text, Plus form) {
        var out = new StringBuilder(text.length());
        Plus plus = form;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()) return null;
                int high = hexDigit(text.charAt(i + 1));
                int low = hexDigit(text.charAt(i + 2));
                if (high < 0 || low < 0) return null;
                out.append((char) (high << 4 | low));
                i += 2;
                continue;
            }
            if (c == '?') plus = Plus.IS_SPACE;
            out.append(c == '+' && plus == Plus.IS_SPACE ? ' ' : c);
        }
        return out.toString();
    }

    /** What {@code +} means in an encoded text. */
    enum Plus {
        IS_PLUS,
        IS_SPACE
    }

    /** Encodes all but the unreserved characters (RFC 3986 section 2.3). */
    static String urlEncoded(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0)
                out.append(c);
            else out.append('%').append(HEX.toHighHexDigit(c)).append(HEX.toLowHexDigit(c));
        }
        return out.toString();
    }

    /** The value of a hexadecimal digit; -1 for anything else. */
    static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}

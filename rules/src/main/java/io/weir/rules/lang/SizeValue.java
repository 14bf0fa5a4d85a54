package io.weir.rules.lang;

/** Sizes as configurations write them: bytes, or with {@code k}, {@code m}, {@code g}. Any thread. */
final class SizeValue {
    static final String EXPECTED = "a size: a number of bytes, or with k, m or g";

    private SizeValue() {}

    /** In bytes; -1 when it is not a size. */
    static long parse(String text) {
        if (text.isEmpty()) return -1;
        int shift = switch (text.charAt(text.length() - 1)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
        var digits = shift == 0 ? text : text.substring(0, text.length() - 1);
        if (digits.isEmpty() || digits.length() > 9) return -1;
        for (int i = 0; i < digits.length(); i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return -1;
        return Long.parseLong(digits) << shift;
    }
}

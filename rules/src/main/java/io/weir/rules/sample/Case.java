package io.weir.rules.sample;

/** Whether the case of ASCII letters makes a difference ({@code -i}). Any thread. */
public enum Case {
    KEPT,
    IGNORED;

    private static final byte[] SAME = table(KEPT);
    private static final byte[] LOWER = table(IGNORED);

    /** Each byte as it is to be compared. */
    byte[] folding() {
        return this == KEPT ? SAME : LOWER;
    }

    byte[] folded(byte[] bytes) {
        byte[] folding = folding();
        byte[] folded = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) folded[i] = folding[bytes[i] & 0xff];
        return folded;
    }

    private static byte[] table(Case letters) {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) table[c] = (byte) (letters == IGNORED && c >= 'A' && c <= 'Z' ? c + 32 : c);
        return table;
    }
}

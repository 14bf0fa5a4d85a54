package io.weir.rules.sample;

/** Reads characters from bytes in UTF-8 (RFC 3629), and says what is wrong with each. Confined to one conversion. */
final class Utf8 {
    /** More bytes than the character needs. */
    static final int OVERLONG = 1;
    /** A surrogate, or one of the two last characters of the first plane. */
    static final int OUT_OF_RANGE = 2;
    /** Not a sequence of UTF-8. */
    static final int BAD = 4;

    private final String bytes;
    private int at;
    private int faults;

    Utf8(String bytes) {
        this.bytes = bytes;
    }

    boolean hasNext() {
        return at < bytes.length();
    }

    /** What was wrong with the character that was read last. */
    int faults() {
        return faults;
    }

    int nextByte() {
        return bytes.charAt(at++);
    }

    /** The next character. Of a bad sequence the bytes up to the fault are taken. */
    int next() {
        faults = 0;
        int first = nextByte();
        if (first < 0x80) return first;
        int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
        if (more < 1 || more > 5 || bytes.length() - at < more) {
            faults = BAD;
            return first;
        }
        int start = at - 1;
        int character = first & 0x3f >> more;
        for (; more > 0; more--) {
            if ((bytes.charAt(at) & 0xc0) != 0x80) {
                faults = BAD;
                return character;
            }
            character = character << 6 | nextByte() & 0x3f;
        }
        check(character, at - start);
        return character;
    }

    private void check(int character, int length) {
        int needed = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        if (length > needed && character < 0x200000) faults |= OVERLONG;
        if (character >= 0xd800 && character <= 0xdfff || character >= 0xfffe && character <= 0xffff)
            faults |= OUT_OF_RANGE;
    }
}

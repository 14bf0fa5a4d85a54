package io.weir.rules.sample;

/**
 * Hashes of 32 bits that are quick and no secret (configuration manual sections 4.2, {@code hash-type}, and 7.3.1).
 * Any thread.
 */
public enum HashFunction {
    SDBM {
        @Override
        public int of(byte[] bytes, int start, int end) {
            int hash = 0;
            for (int i = start; i < end; i++) hash = (bytes[i] & 0xff) + (hash << 6) + (hash << 16) - hash;
            return hash;
        }
    },
    DJB2 {
        @Override
        public int of(byte[] bytes, int start, int end) {
            int hash = 5381;
            for (int i = start; i < end; i++) hash = hash * 33 + (bytes[i] & 0xff);
            return hash;
        }
    },
    WT6 {
        @Override
        public int of(byte[] bytes, int start, int end) {
            int low = 0xa53c965a;
            int high = 0x5ca6953a;
            int lowStep = 6;
            int highStep = 18;
            for (int i = start; i < end; i++) {
                low = ~(low ^ (bytes[i] & 0xff));
                high = ~(high + (bytes[i] & 0xff));
                int turned = Integer.rotateLeft(high, lowStep);
                high = Integer.rotateLeft(low, highStep);
                low = turned;
                int steps = (low >>> 16 ^ high) & 0xffff;
                lowStep = steps & 31;
                highStep = steps >>> 11;
            }
            return low ^ high;
        }
    },
    CRC32 {
        @Override
        public int of(byte[] bytes, int start, int end) {
            int crc = -1;
            for (int i = start; i < end; i++) crc = crc >>> 8 ^ CRC_TABLE[(crc ^ bytes[i]) & 0xff];
            return ~crc;
        }
    };

    private static final int CRC_POLYNOMIAL = 0xedb88320;
    private static final int[] CRC_TABLE = crcTable();

    /** Of the bytes from start to end; allocates nothing. */
    public abstract int of(byte[] bytes, int start, int end);

    /** Of a value that an expression gave, as bytes. */
    public int of(Object value) {
        String text = Casts.binary(value);
        return of(LatinBytes.of(text), 0, text.length());
    }

    /** Bob Jenkins' integer hash with full avalanche, multiplied by HAProxy's prime near three quarters of the range. */
    public static int spread(int hash) {
        int a = hash;
        a = a + 0x7ed55d16 + (a << 12);
        a = a ^ 0xc761c23c ^ a >>> 19;
        a = a + 0x165667b1 + (a << 5);
        a = a + 0xd3a2646c ^ a << 9;
        a = a + 0xfd7046c5 + (a << 3);
        a = a ^ 0xb55a4f09 ^ a >>> 16;
        return a * (int) 3221225473L;
    }

    private static int[] crcTable() {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : CRC_POLYNOMIAL);
            table[i] = crc;
        }
        return table;
    }
}

package io.weir.rules.sample;

/** Reads the data types of MQTT (MQTT 5.0 section 1.5). Once something is missing it has failed, and gives zeros. Confined to one conversion. */
final class MqttBytes {
    private static final int LONGEST_VARINT = 4;

    private final String bytes;
    private int at;
    private boolean failed;

    MqttBytes(String bytes) {
        this.bytes = bytes;
    }

    int left() {
        return bytes.length() - at;
    }

    boolean failed() {
        return failed;
    }

    /** Fails; always false. */
    boolean fail() {
        failed = true;
        return false;
    }

    /** So many bytes, highest first. */
    long number(int count) {
        if (left() < count) fail();
        long number = 0;
        for (int i = 0; i < count && !failed; i++) number = number << 8 | bytes.charAt(at++);
        return number;
    }

    /** Seven bits a byte, lowest first; at most four bytes. Where the bytes end, it ends too. */
    long varint() {
        long number = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (left() == 0) return number;
            int b = bytes.charAt(at++);
            number |= (long) (b & 0x7f) << 7 * i;
            if (b < 0x80) return number;
        }
        fail();
        return 0;
    }

    String text() {
        int length = (int) number(2);
        if (left() < length) fail();
        if (failed) return "";
        at += length;
        return bytes.substring(at - length, at);
    }
}

package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Goes through the fields of one message of Protocol Buffers. Confined to one conversion. */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;

    private final String bytes;
    private final int stop;
    private int at;
    private int field;
    private int wireType;
    private int start;

    ProtobufReader(String bytes, int from, int to) {
        this.bytes = bytes;
        at = from;
        stop = to;
    }

    /** Goes to the next field; false behind the last one, or when what comes is no field. */
    boolean next() {
        long key = varint();
        if (varintFailed()) return false;
        field = (int) (key >>> 3);
        wireType = (int) key & 7;
        start = at;
        return switch (wireType) {
            case VARINT -> skipVarint();
            case FIXED64 -> skip(8);
            case FIXED32 -> skip(4);
            case DELIMITED -> skipDelimited();
            default -> false;
        };
    }

    int field() {
        return field;
    }

    boolean isMessage() {
        return wireType == DELIMITED;
    }

    /** The field that it stands at, as a message. */
    ProtobufReader inside() {
        return new ProtobufReader(bytes, start, at);
    }

    /** The value of the field that it stands at; null when it is not of that type. */
    @Nullable Object value(ProtobufField.Type type) {
        if (!ProtobufField.fits(type, wireType)) return null;
        return switch (type) {
            case BINARY -> bytes.substring(start, at);
            case INT32, UINT32, INT64, UINT64, BOOL, ENUM -> numberAt(start);
            case SINT32, SINT64 -> unzigzagged(numberAt(start));
            case FIXED64, SFIXED64 -> fixed().getLong();
            case DOUBLE -> (long) fixed().getDouble();
            case FIXED32 -> fixed().getInt() & 0xffffffffL;
            case SFIXED32 -> (long) fixed().getInt();
            case FLOAT -> (long) fixed().getFloat() & 0xffffffffL;
        };
    }

    private static long unzigzagged(long number) {
        return number >>> 1 ^ -(number & 1);
    }

    private ByteBuffer fixed() {
        return ByteBuffer.wrap(bytes.substring(start, at).getBytes(ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private long numberAt(int from) {
        return new ProtobufReader(bytes, from, stop).varint();
    }

    /** Reads a varint; afterwards {@link #varintFailed} tells whether there was one. */
    private long varint() {
        long number = 0;
        for (int i = 0; i < LONGEST_VARINT && at < stop; i++) {
            int b = bytes.charAt(at++);
            number |= (long) (b & 0x7f) << 7 * i;
            if (b < 0x80) return number;
        }
        at = Integer.MAX_VALUE;
        return 0;
    }

    private boolean varintFailed() {
        return at == Integer.MAX_VALUE;
    }

    private boolean skipVarint() {
        varint();
        return !varintFailed();
    }

    private boolean skip(int count) {
        if (stop - at < count) return false;
        at += count;
        return true;
    }

    private boolean skipDelimited() {
        long length = varint();
        if (varintFailed() || length < 0 || length > stop - at) return false;
        start = at;
        at += (int) length;
        return true;
    }
}

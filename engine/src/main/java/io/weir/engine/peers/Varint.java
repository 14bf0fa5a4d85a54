package io.weir.engine.peers;

import io.netty.buffer.ByteBuf;

/**
 * Numbers of 64 bits in as few bytes as they need: below 240 in one, else four bits in the first and seven in each that
 * follows, where the highest bit says that there is another. Any thread.
 */
final class Varint {
    private static final int FIRST_OF_SEVERAL = 240;
    private static final int MORE = 128;
    private static final int MOST_SHIFT = 63;

    private Varint() {}

    static void write(ByteBuf out, long number) {
        if (Long.compareUnsigned(number, FIRST_OF_SEVERAL) < 0) {
            out.writeByte((int) number);
            return;
        }
        out.writeByte((int) number | FIRST_OF_SEVERAL);
        long rest = (number - FIRST_OF_SEVERAL) >>> 4;
        while (Long.compareUnsigned(rest, MORE) >= 0) {
            out.writeByte((int) rest | MORE);
            rest = (rest - MORE) >>> 7;
        }
        out.writeByte((int) rest);
    }

    static long read(ByteBuf in) throws MalformedException {
        long number = octet(in);
        if (number < FIRST_OF_SEVERAL) return number;
        for (int shift = 4; shift <= MOST_SHIFT; shift += 7) {
            int octet = octet(in);
            number += (long) octet << shift;
            if (octet < MORE) return number;
        }
        throw new MalformedException("a number of more than 64 bits");
    }

    /** A number that counts bytes or elements. */
    static int readLength(ByteBuf in, int most) throws MalformedException {
        long length = read(in);
        if (length < 0 || length > most) throw new MalformedException("a length of " + Long.toUnsignedString(length));
        return (int) length;
    }

    private static int octet(ByteBuf in) throws MalformedException {
        if (!in.isReadable()) throw new MalformedException("a number is cut off");
        return in.readUnsignedByte();
    }
}

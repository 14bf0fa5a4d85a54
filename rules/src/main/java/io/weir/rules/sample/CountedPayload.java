package io.weir.rules.sample;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Bytes whose number stands before them in the content ({@code payload_lv}).
 *
 * @param sizeOffset where the number is
 * @param sizeBytes how many bytes it has, the highest first
 * @param start where the bytes are
 *     <p>Any thread; immutable.
 */
record CountedPayload(Direction direction, int sizeOffset, int sizeBytes, long start) implements Expression {
    static CountedPayload of(Direction direction, Arguments arguments) throws BadArgumentException {
        int sizeOffset = (int) Payload.unsigned("offset1", arguments.number(0));
        int sizeBytes = (int) Payload.unsigned("length", arguments.number(1));
        if (sizeBytes == 0) throw new BadArgumentException("length 0", "1 or more");
        long behind = (long) sizeOffset + sizeBytes;
        String offset2 = arguments.text(2, "");
        return new CountedPayload(direction, sizeOffset, sizeBytes, start(behind, offset2));
    }

    /**
     * Where the bytes begin. HAProxy 2.6 keeps a mark for "relative" in the lowest bit of offset2, and looks for it in
     * absolute ones too, so that these mean something else than its manual says; here they mean the same as there.
     */
    private static long start(long behind, String offset2) throws BadArgumentException {
        if (offset2.isEmpty()) return behind;
        if (!offset2.matches("[+-]?[0-9]{1,9}"))
            throw new BadArgumentException("offset2 '" + offset2 + "' is not a number", "an integer, +N or -N");
        long number = Long.parseLong(offset2);
        if (behind + number < 0)
            throw new BadArgumentException("offset2 " + offset2 + " is before the content", "-" + behind + " or more");
        if (offset2.charAt(0) == '+' || offset2.charAt(0) == '-') return behind + number;
        return number % 2 == 1 ? behind + number / 2 : number / 2;
    }

    @Override
    public SampleType type() {
        return SampleType.BIN;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Content content = direction.raw(txn);
        if (content == null) return null;
        if ((long) sizeOffset + sizeBytes > content.length()) {
            content.awaitMore();
            return null;
        }
        long size = size(content);
        if (size == 0 || start + size > content.capacity()) return null;
        if (start + size <= content.length()) return content.text((int) start, (int) (start + size));
        content.awaitMore();
        return null;
    }

    /** Only the last four bytes count. */
    private long size(Content content) {
        long size = 0;
        for (int i = 0; i < sizeBytes; i++) size = size << 8 & 0xffff_ffffL | content.at(sizeOffset + i) & 0xff;
        return size;
    }
}

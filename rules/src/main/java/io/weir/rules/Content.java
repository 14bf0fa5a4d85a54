package io.weir.rules;

/**
 * The bytes of one direction that have come and are not passed on yet, as rules that look into content see them. In a
 * TCP proxy they are what the other side sent first, with HTTP what is there of a body. Loop-confined.
 */
public abstract class Content {
    /** Nothing has come, and nothing will. */
    public static final Content NONE = new Content() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public byte at(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    };

    private boolean awaited;

    /** Bytes so far. */
    public abstract int length();

    /** @param index 0 to {@link #length()} - 1 */
    public abstract byte at(int index);

    /** Whether nothing will be added for the rules: all has come, no more fits, or the time to wait is over. */
    public abstract boolean isFinal();

    /** A fetch found less than it could use, or a value that more bytes would change. */
    public final void awaitMore() {
        awaited = true;
    }

    /** Whether a fetch said so since this was asked last. */
    final boolean takeAwaited() {
        boolean was = awaited;
        awaited = false;
        return was && !isFinal();
    }
}

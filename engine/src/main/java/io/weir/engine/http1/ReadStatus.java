package io.weir.engine.http1;

/** Where a reader stands after it was given bytes. Any thread. */
public enum ReadStatus {
    /** All bytes given are taken in and more must come. */
    NEED_MORE,
    /** The head is complete; bytes behind it were left unread. */
    DONE,
    /** The message is not legal: see {@link HeadReader#fault()}. */
    BAD,
    /** The head does not fit: see {@link HeadLimits}. */
    TOO_LARGE
}

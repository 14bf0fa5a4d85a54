package io.weir.rules;

/** Finds the head of an HTTP request at the beginning of a stream of bytes. Loop-confined. */
@FunctionalInterface
public interface RequestFinder {
    /** What there is of a head. */
    enum Found {
        /** The bytes are no HTTP. */
        NONE,
        /** They may become a head. */
        INCOMPLETE,
        WHOLE
    }

    /** Looks at the content again and reads the head into {@code into}; one that was found once stays. */
    Found find(Content content, RequestHead into);

    /** Whether the head is there; where more content may bring it, that is waited for. */
    default boolean finds(Content content, RequestHead into) {
        Found found = find(content, into);
        if (found == Found.INCOMPLETE) content.awaitMore();
        return found == Found.WHOLE;
    }
}

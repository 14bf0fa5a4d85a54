package io.weir.engine.http1;

import io.weir.rules.Headers;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;

/**
 * How many bytes a head is worth in logs and counters. HAProxy does not count bytes on the wire but those of a message as
 * it holds it: the parts of the start line and a record of their lengths, names and values without what stands between
 * them, and a mark for the end. See docs/decisions/bytes-are-haproxys.md. Any thread.
 */
public final class MessageBytes {
    /** The mark where a head, or a body in chunks, ends. */
    static final int END_MARK = 1;

    private static final int START_LINE_RECORD = 20;
    private static final int VERSION = 8;
    private static final int STATUS = 3;

    private MessageBytes() {}

    public static long of(RequestHead head) {
        int line = head.methodEnd() - head.methodStart() + head.targetEnd() - head.targetStart() + VERSION;
        return START_LINE_RECORD + line + fields(head.headers()) + END_MARK;
    }

    public static long of(ResponseHead head) {
        int line = VERSION + STATUS + head.reasonEnd() - head.reasonStart();
        return START_LINE_RECORD + line + fields(head.headers()) + END_MARK;
    }

    private static long fields(Headers headers) {
        long sum = 0;
        for (int i = 0; i < headers.size(); i++) {
            int name = headers.nameEnd(i) - headers.nameStart(i);
            if (name == 10 && isOnlyAboutConnection(headers, i)) continue;
            sum += name + headers.valueEnd(i) - headers.valueStart(i);
        }
        return sum;
    }

    private static boolean isOnlyAboutConnection(Headers headers, int i) {
        return headers.named(i, "connection") && (headers.valueIs(i, "close") || headers.valueIs(i, "keep-alive"));
    }
}

package io.weir.engine.http1;

import java.lang.reflect.Method;

/** Bytes that the current thread has allocated. By reflection, so that no module need read java.management for it. */
public final class Allocation {
    private static final Object BEAN;
    private static final Method BYTES;

    static {
        try {
            BEAN = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            BYTES = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Allocation() {}

    /** The fewest bytes that one of several runs allocates: others are disturbed by the compiler. */
    static long of(Runnable action) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = now();
            action.run();
            least = Math.min(least, now() - before);
        }
        return least;
    }

    /** What the current thread has allocated so far. */
    public static long now() {
        try {
            return (long) BYTES.invoke(BEAN);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot measure", e);
        }
    }
}

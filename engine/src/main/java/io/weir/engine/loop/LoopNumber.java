package io.weir.engine.loop;

import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/** The number of the loop that runs on a thread, which is what rules know a thread by. Any thread. */
public final class LoopNumber {
    private static final FastThreadLocal<Integer> PRESENT = new FastThreadLocal<>();

    private LoopNumber() {}

    /** The loop on this thread has that number from now on. */
    public static void is(int number) {
        PRESENT.set(number);
    }

    /** That of the loop on this thread; 0 on threads that run none. */
    public static int present() {
        @Nullable Integer number = PRESENT.get();
        return number == null ? 0 : number;
    }
}

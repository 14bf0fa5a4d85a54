package io.weir.engine;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Buffers that were collected before they were released. Netty finds them when it hands out another one after a
 * collection, which may be in a later test or never, so that the end of all tests collects and asks once more. JUnit
 * finds this class by its name in the resources. Any thread.
 */
@SuppressWarnings("exports") // tests run on the class path, where modules export nothing
public final class Leaks implements BeforeAllCallback {
    private static final int ROUNDS = 4;
    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    static {
        ByteBufUtil.setLeakListener((type, records) -> REPORTS.add(type + records));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        AutoCloseable atTheEnd = () -> {
            for (int i = 0; i < ROUNDS; i++) collect();
            check();
        };
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Leaks.class))
                .getOrComputeIfAbsent(Leaks.class, _ -> atTheEnd);
    }

    /** Fails when a leak has been found so far, in whichever test. */
    static void check() {
        if (!REPORTS.isEmpty()) throw new AssertionError("buffers leaked: " + REPORTS);
    }

    private static void collect() throws InterruptedException {
        var queue = new ReferenceQueue<Object>();
        var marker = new WeakReference<>(new Object(), queue);
        System.gc();
        // What was collected is told by another thread; that it has told of the marker shows that it has been there.
        if (queue.remove(Duration.ofSeconds(10).toMillis()) != marker)
            throw new AssertionError("nothing was collected, so that leaks stay unknown");
        PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    }
}

package io.weir.scripting;

import io.weir.rules.Hook;
import io.weir.scripting.JsFaults.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts the failures of every hook over all versions, and logs at most one a second for each. Any thread. */
final class FaultLog {
    /** Between two lines about the same hook. */
    static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Key, Account> accounts = new ConcurrentHashMap<>();
    private final Consumer<String> lines;
    private final LongSupplier nanoTime;

    private record Key(String proxy, Hook hook) {}

    /** @param nanoTime a clock as {@link System#nanoTime} */
    FaultLog(Consumer<String> lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
    }

    /** The failures of one hook of one proxy. Any thread. */
    final class Account {
        private final Key key;
        private final LongAdder errors = new LongAdder();
        private final LongAdder cutOff = new LongAdder();
        private final AtomicLong silent = new AtomicLong();
        private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);

        private Account(Key key) {
            this.key = key;
        }

        void count(Fault fault) {
            errors.increment();
            if (fault.kind() == JsFaults.Kind.CUT_OFF) cutOff.increment();
            silent.incrementAndGet();
            long now = nanoTime.getAsLong();
            long until = quietUntil.get();
            boolean due = until == Long.MIN_VALUE || now - until >= 0;
            if (!due || !quietUntil.compareAndSet(until, now + QUIET_NANOS)) return;
            long times = silent.getAndSet(0);
            lines.accept(fault.place() + ": " + key.hook.exportName() + " of " + key.proxy + ": " + fault.message()
                    + (times > 1 ? " (" + times + " errors since the last line)" : ""));
        }
    }

    Account account(String proxy, Hook hook) {
        return accounts.computeIfAbsent(new Key(proxy, hook), Account::new);
    }

    /** Of every hook that has failed, in order of proxy and hook. */
    List<HookErrors> errors() {
        return accounts.values().stream()
                .map(account ->
                        new HookErrors(account.key.proxy, account.key.hook, account.errors.sum(), account.cutOff.sum()))
                .filter(counts -> counts.errors() > 0)
                .sorted(Comparator.comparing(HookErrors::proxy).thenComparing(HookErrors::hook))
                .toList();
    }
}

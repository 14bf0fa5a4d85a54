package io.weir.engine.loop;

/**
 * The time that the other side of a connection may make no progress. While bytes wait to be sent, it is progress too
 * that the other side takes some of them. Loop-confined.
 */
public abstract class Patience extends Timer {
    /** How often, within the time, is looked whether waiting bytes have become fewer. */
    private static final int LOOKS = 4;

    private final Timers timers;
    private final Output output;
    private long nanos;
    private long takenBefore;
    private int looksLeft;

    protected Patience(Timers timers, Output output) {
        this.timers = timers;
        this.output = output;
    }

    /**
     * Starts anew, from now.
     *
     * @param nanos 0: no limit
     */
    public final void expect(long nanos) {
        if (nanos <= 0) {
            timers.stop(this);
            return;
        }
        this.nanos = nanos;
        boolean waiting = output.unsentBytes() > 0;
        looksLeft = waiting ? LOOKS : 1;
        takenBefore = output.takenBytes();
        timers.arm(this, waiting ? nanos / LOOKS : nanos);
    }

    /** Waits for nothing for now. */
    public final void stop() {
        timers.stop(this);
    }

    /** Waits for nothing any more. */
    public final void end() {
        timers.remove(this);
    }

    @Override
    protected final void expired() {
        long taken = output.takenBytes();
        looksLeft = taken == takenBefore ? looksLeft - 1 : LOOKS;
        takenBefore = taken;
        if (looksLeft == 0) timedOut();
        else timers.arm(this, nanos / LOOKS);
    }

    /** Called once when there was no progress for so long. */
    protected abstract void timedOut();
}

package io.weir.engine.exchange;

import io.weir.engine.account.Termination;
import java.util.Locale;

/** How far an exchange has come. Any thread. */
enum Stage {
    RULES,
    TARPIT,
    DISPATCH,
    RELAY,
    TUNNEL,
    REPLIED,
    ENDED;

    /** How operators see it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What it is when the client leaves.
     *
     * @param queued whether the request waits for a slot
     * @param whole whether all of it has come
     * @param answered whether the response has begun
     */
    Termination whenClientLeaves(boolean queued, boolean whole, boolean answered) {
        return switch (this) {
            case RULES -> Termination.CR;
            case TARPIT -> Termination.CT;
            case DISPATCH -> queued ? Termination.CQ : whole ? Termination.CC : Termination.CD;
            case RELAY -> whole && !answered ? Termination.CH : Termination.CD;
            case TUNNEL, REPLIED, ENDED -> Termination.CD;
        };
    }

    /**
     * What it is when it is shut down.
     *
     * @param queued whether the request waits for a slot
     * @param answered whether the response has begun
     */
    Termination whenShutDown(boolean queued, boolean answered) {
        return switch (this) {
            case RULES -> Termination.KR;
            case TARPIT -> Termination.KT;
            case DISPATCH -> queued ? Termination.KQ : Termination.KC;
            case RELAY -> answered ? Termination.KD : Termination.KH;
            case TUNNEL, REPLIED, ENDED -> Termination.KD;
        };
    }
}

package io.weir.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number about the running proxy that rules may read. Names and meanings are those of HAProxy's manual, section
 * 7.3.2; {@code FE_REQ_CUR} and {@code QUEUE_WAIT_MS} are Weir's own. Any thread.
 */
public enum Counter {
    ACT_CONN(Of.PROCESS),
    FE_CONN(Of.FRONTEND),
    FE_REQ_CUR(Of.FRONTEND),
    FE_SESS_RATE(Of.FRONTEND),
    FE_REQ_RATE(Of.FRONTEND),
    DST_CONN(Of.PROCESS),
    BE_CONN(Of.BACKEND),
    BE_CONN_FREE(Of.BACKEND),
    BE_SESS_RATE(Of.BACKEND),
    CONNSLOTS(Of.BACKEND),
    QUEUE(Of.BACKEND),
    AVG_QUEUE(Of.BACKEND),
    NBSRV(Of.BACKEND),
    SRV_CONN(Of.SERVER),
    SRV_CONN_FREE(Of.SERVER),
    SRV_QUEUE(Of.SERVER),
    SRV_IS_UP(Of.SERVER),
    SRV_WEIGHT(Of.SERVER),
    SRV_IWEIGHT(Of.SERVER),
    SRV_UWEIGHT(Of.SERVER),
    SRV_SESS_RATE(Of.SERVER),
    QUEUE_WAIT_MS(Of.BACKEND),
    STOPPING(Of.PROCESS),
    UPTIME(Of.PROCESS);

    /** What a counter belongs to, and so which name it takes. */
    public enum Of {
        PROCESS,
        FRONTEND,
        BACKEND,
        SERVER
    }

    private final Of of;
    private final String fetchName = name().toLowerCase(Locale.ROOT);

    Counter(Of of) {
        this.of = of;
    }

    public Of of() {
        return of;
    }

    /** The name as a sample fetch and as a JavaScript function. */
    public String fetchName() {
        return fetchName;
    }

    public static @Nullable Counter byFetchName(String name) {
        for (Counter counter : values()) if (counter.fetchName.equals(name)) return counter;
        return null;
    }
}

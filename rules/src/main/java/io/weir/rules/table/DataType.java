package io.weir.rules.table;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a table may keep for a key ({@code stick-table store}), in HAProxy's order, in which the runtime API shows it.
 * Any thread.
 */
public enum DataType {
    SERVER_ID(Kind.SIGNED),
    GPT0(Kind.COUNT),
    GPC0(Kind.COUNT),
    GPC0_RATE(Kind.RATE),
    CONN_CNT(Kind.COUNT),
    CONN_RATE(Kind.RATE),
    CONN_CUR(Kind.COUNT),
    SESS_CNT(Kind.COUNT),
    SESS_RATE(Kind.RATE),
    HTTP_REQ_CNT(Kind.COUNT),
    HTTP_REQ_RATE(Kind.RATE),
    HTTP_ERR_CNT(Kind.COUNT),
    HTTP_ERR_RATE(Kind.RATE),
    BYTES_IN_CNT(Kind.BYTES),
    BYTES_IN_RATE(Kind.RATE),
    BYTES_OUT_CNT(Kind.BYTES),
    BYTES_OUT_RATE(Kind.RATE),
    GPC1(Kind.COUNT),
    GPC1_RATE(Kind.RATE),
    SERVER_KEY(Kind.TEXT),
    HTTP_FAIL_CNT(Kind.COUNT),
    HTTP_FAIL_RATE(Kind.RATE),
    /** An array of tags. */
    GPT(Kind.COUNT),
    /** An array of counters. */
    GPC(Kind.COUNT),
    /** An array of rates. */
    GPC_RATE(Kind.RATE);

    /** How it is kept. */
    public enum Kind {
        /** 32 bits with a sign. */
        SIGNED,
        /** 32 bits without a sign. */
        COUNT,
        /** 64 bits. */
        BYTES,
        /** Events in a sliding period. */
        RATE,
        TEXT
    }

    private final Kind kind;
    private final String word = name().toLowerCase(Locale.ROOT);

    DataType(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Its number among peers: HAProxy's order is part of the protocol. */
    @SuppressWarnings("EnumOrdinal") // the order is fixed for ever, as the class says
    public int number() {
        return ordinal();
    }

    /** The word for it in a configuration and in the runtime API. */
    public String word() {
        return word;
    }

    /** Whether there are several of it, each with an index. */
    public boolean isArray() {
        return this == GPT || this == GPC || this == GPC_RATE;
    }

    /** The type of that name, or null; {@code server_name} is an old name of {@code server_key}. */
    public static @Nullable DataType named(String word) {
        for (DataType type : values()) if (type.word.equals(word)) return type;
        return word.equals("server_name") ? SERVER_KEY : null;
    }
}

package io.weir.rules.sample;

/** Bytes that become text end at the first zero byte, as in HAProxy. Any thread. */
final class CutAtZero {
    private CutAtZero() {}

    /** The expression as one whose values can stand for text. */
    static Expression of(Expression source) {
        if (source.type() != SampleType.BIN && source.type() != SampleType.ANY)
            return source; // a variable may hold bytes
        return new Converted(source, SampleType.ANY, SampleType.STR, (value, txn) -> cut(value));
    }

    private static Object cut(Object value) {
        int zero = value instanceof String text ? text.indexOf(0) : -1;
        return zero < 0 ? value : ((String) value).substring(0, zero);
    }
}

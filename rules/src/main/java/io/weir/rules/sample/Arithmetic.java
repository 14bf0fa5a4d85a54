package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** The integer converters. What would not fit becomes the nearest number that does. Any thread; immutable. */
enum Arithmetic {
    ADD,
    SUB,
    MUL,
    DIV,
    MOD,
    AND,
    OR,
    XOR;

    /** The converter with a number or a variable that holds one; without it there is no value. */
    Converter.Step with(Object operand) {
        if (operand instanceof Long number) return (value, txn) -> apply((Long) value, number);
        Variable variable = (Variable) operand;
        return (value, txn) -> apply((Long) value, variable, txn);
    }

    private @Nullable Object apply(long value, Variable variable, Transaction txn) {
        Object operand = variable.value(txn);
        Long number = operand == null ? null : Casts.number(operand);
        return number == null ? null : (Object) apply(value, (long) number);
    }

    private long apply(long a, long b) {
        return switch (this) {
            case ADD -> sum(a, b);
            case SUB -> b == Long.MIN_VALUE ? (a < 0 ? a - b : Long.MAX_VALUE) : sum(a, -b);
            case MUL -> product(a, b);
            case DIV -> quotient(a, b);
            case MOD -> b == 0 ? 0 : a % b;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
        };
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        if (!overflow) return sum;
        return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static long product(long a, long b) {
        long product = a * b;
        boolean fits = Math.multiplyHigh(a, b) == product >> 63;
        if (fits) return product;
        return a < 0 == b < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    private static long quotient(long a, long b) {
        if (b == 0) return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        return a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a / b;
    }
}

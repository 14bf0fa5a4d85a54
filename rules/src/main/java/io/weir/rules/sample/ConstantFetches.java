package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.BOOLEAN;
import static io.weir.rules.sample.ArgumentType.ENVIRONMENT;
import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.IP4;
import static io.weir.rules.sample.ArgumentType.IP6;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.ArgumentType.VARIABLE;
import static io.weir.rules.sample.SampleType.ANY;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.IP;
import static io.weir.rules.sample.SampleType.METH;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Transaction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Constants, variables, time and chance (configuration manual section 7.3.2). Any thread. */
final class ConstantFetches {
    private static final long RANDOM_BOUND = 1L << 32;

    private ConstantFetches() {}

    static void addTo(Fetches.Table table) {
        table.add("always_true", BOOL, Needs.NOTHING, new Constant(BOOL, true));
        table.add("always_false", BOOL, Needs.NOTHING, new Constant(BOOL, false));
        table.add("bool", BOOL, Needs.NOTHING, Signature.required(BOOLEAN), a -> new Constant(BOOL, a.bool(0)));
        table.add("int", INT, Needs.NOTHING, Signature.required(INTEGER), a -> constant(a.number(0)));
        table.add("str", STR, Needs.NOTHING, Signature.required(STRING), a -> new Constant(STR, a.text(0)));
        table.add("ipv4", IP, Needs.NOTHING, Signature.required(IP4), a -> new Constant(IP, a.address(0)));
        table.add("ipv6", IP, Needs.NOTHING, Signature.required(IP6), a -> new Constant(IP, a.address(0)));
        table.add("meth", METH, Needs.NOTHING, Signature.required(STRING), a -> new Constant(METH, a.text(0)));
        table.add(
                "bin", BIN, Needs.NOTHING, Signature.required(STRING), a -> new Constant(BIN, Texts.ofHex(a.text(0))));
        table.add("var", ANY, Needs.NOTHING, Signature.of(1, VARIABLE, STRING), ConstantFetches::variable);
        table.add("rand", INT, Needs.NOTHING, Signature.optional(INTEGER), ConstantFetches::random);
        table.add("date", INT, Needs.NOTHING, Signature.optional(INTEGER, STRING), ConstantFetches::date);
        table.add("date_us", INT, Needs.NOTHING, (NumberExpression)
                txn -> Math.floorMod(txn.inputs().nowMillis(), 1000) * 1000L);
        table.add("uuid", STR, Needs.NOTHING, Signature.optional(INTEGER), ConstantFetches::uuid);
        table.add("hostname", STR, Needs.NOTHING, Signature.NONE, a -> new Constant(STR, HostName.get()));
        table.add("nbproc", INT, Needs.NOTHING, constant(1));
        table.add("thread", INT, Needs.NOTHING, (NumberExpression)
                txn -> txn.inputs().thread());
        table.add("env", STR, Needs.NOTHING, Signature.required(ENVIRONMENT), ConstantFetches::environment);
        table.add("proc", INT, Needs.NOTHING, constant(1));
    }

    private static NumberExpression constant(long number) {
        return txn -> number;
    }

    private static Expression environment(Arguments arguments) throws BadArgumentException {
        String value = arguments.environment(0).value();
        return value == null ? txn -> null : new Constant(STR, value);
    }

    private static Expression variable(Arguments arguments) {
        Variable variable = arguments.variable(0);
        if (!arguments.has(1)) return variable::value;
        String otherwise = arguments.text(1);
        return txn -> orElse(variable.value(txn), otherwise);
    }

    private static Object orElse(@Nullable Object value, Object otherwise) {
        return value == null ? otherwise : value;
    }

    private static Expression random(Arguments arguments) throws BadArgumentException {
        long bound = arguments.number(0, RANDOM_BOUND);
        if (bound < 1 || bound > RANDOM_BOUND) throw new BadArgumentException("bound " + bound, "1 to " + RANDOM_BOUND);
        return (NumberExpression) txn -> txn.inputs().random(bound);
    }

    private static Expression date(Arguments arguments) throws BadArgumentException {
        long offset = arguments.number(0, 0);
        String unit = arguments.text(1, "s");
        return switch (unit) {
            case "s" -> (NumberExpression) txn -> seconds(txn) + offset;
            case "ms" -> (NumberExpression) txn -> txn.inputs().nowMillis() + offset;
            case "us" -> (NumberExpression) txn -> txn.inputs().nowMillis() * 1000 + offset;
            default -> throw new BadArgumentException("unit '" + unit + "'", "s, ms or us");
        };
    }

    private static long seconds(Transaction txn) {
        return Math.floorDiv(txn.inputs().nowMillis(), 1000L);
    }

    /** RFC 9562 section 5.4, of the same randomness as all else that a rule sees. */
    private static Expression uuid(Arguments arguments) throws BadArgumentException {
        long version = arguments.number(0, 4);
        if (version != 4) throw new BadArgumentException("version " + version, "4");
        return txn -> {
            long most = bits(txn) & ~0xf000L | 0x4000L;
            long least = bits(txn) & 0x3fffffffffffffffL | 0x8000000000000000L;
            return new UUID(most, least).toString();
        };
    }

    private static long bits(Transaction txn) {
        return txn.inputs().random(RANDOM_BOUND) << 32 | txn.inputs().random(RANDOM_BOUND);
    }
}

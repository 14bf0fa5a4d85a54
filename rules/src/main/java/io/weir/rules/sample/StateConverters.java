package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.ArgumentType.VARIABLE;
import static io.weir.rules.sample.SampleType.ANY;
import static io.weir.rules.sample.SampleType.INT;
import static io.weir.rules.sample.SampleType.STR;

import io.weir.rules.Counter;
import io.weir.rules.Origin;
import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reads or changes something beside the value: variables, servers, the journal (manual section 7.3.1). Any thread. */
final class StateConverters {
    private StateConverters() {}

    static void addTo(Converters.Table table) {
        Signature conditions = Signature.of(1, VARIABLE, STRING, STRING, STRING, STRING);
        table.add("set-var", ANY, ANY, conditions, StateConverters::setVariable);
        table.add("unset-var", ANY, ANY, Signature.required(VARIABLE), a -> unsetVariable(a.variable(0)));
        table.add("debug", ANY, ANY, Signature.optional(STRING, STRING), StateConverters::debug);
        table.add("nbsrv", STR, INT, Signature.NONE, a -> StateConverters::usableServers);
        table.add("srv_queue", STR, INT, Signature.NONE, a -> StateConverters::queueLength);
    }

    /** When a condition does not hold, the variable stays as it is and there is no value. */
    private static Converter.Step setVariable(Arguments arguments) throws BadArgumentException {
        Variable variable = arguments.variable(0);
        List<VariableCondition> conditions = VariableCondition.named(arguments.texts(1));
        return (value, txn) -> {
            if (!VariableCondition.allHold(conditions, variable, value, txn)) return null;
            return txn.effects().setVar(variable.fullName(), value, origin(txn)) ? value : null;
        };
    }

    private static Converter.Step unsetVariable(Variable variable) {
        return (value, txn) -> {
            txn.effects().setVar(variable.fullName(), null, origin(txn));
            return value;
        };
    }

    private static Origin origin(Transaction txn) {
        Origin rule = txn.rule();
        return rule == null ? Place.NOWHERE : rule;
    }

    /** The value as it is; what it is goes into the journal, which stands for HAProxy's ring {@code buf0}. */
    private static Converter.Step debug(Arguments arguments) throws BadArgumentException {
        String prefix = arguments.text(0, "");
        String sink = arguments.text(1, "buf0");
        if (!sink.equals("buf0"))
            throw new BadArgumentException("'" + sink + "' is no event sink that Weir has", "buf0");
        return (value, txn) -> {
            txn.effects().debug(prefix, Casts.typeName(value), Casts.text(value), origin(txn));
            return value;
        };
    }

    private static @Nullable Object usableServers(Object backend, Transaction txn) {
        return counter(Counter.NBSRV, (String) backend, "", txn);
    }

    private static @Nullable Object queueLength(Object server, Transaction txn) {
        String name = (String) server;
        int slash = name.indexOf('/');
        String backend = slash < 0 ? txn.backend() : name.substring(0, slash);
        return backend == null ? null : counter(Counter.SRV_QUEUE, backend, name.substring(slash + 1), txn);
    }

    /** The name may come from the client, so that there need not be such a backend or server. */
    private static @Nullable Object counter(Counter counter, String backend, String server, Transaction txn) {
        try {
            return txn.inputs().counter(counter, backend, server);
        } catch (UnknownInputException e) {
            return null;
        }
    }
}

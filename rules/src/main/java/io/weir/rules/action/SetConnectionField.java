package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Expression;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * {@code set-src}, {@code set-src-port}, {@code set-dst}, {@code set-dst-port}; nothing where there is no value. Any
 * thread; immutable.
 */
public record SetConnectionField(ConnectionField field, Expression value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object result = value.evaluate(txn);
        if (result == null) return Verdict.CONTINUE;
        switch (field) {
            case SRC, DST -> setAddress(Casts.address(result), txn, origin);
            case SRC_PORT, DST_PORT -> setPort(Casts.number(result), txn, origin);
        }
        return Verdict.CONTINUE;
    }

    private void setAddress(@Nullable InetAddress address, Transaction txn, Origin origin) {
        if (address == null) return;
        if (field == ConnectionField.SRC) txn.effects().setSource(address, origin);
        else txn.effects().setDestination(address, origin);
    }

    private void setPort(@Nullable Long port, Transaction txn, Origin origin) {
        if (port == null) return;
        if (field == ConnectionField.SRC_PORT) txn.effects().setSourcePort(port, origin);
        else txn.effects().setDestinationPort(port, origin);
    }
}

package io.weir.rules;

import io.weir.rules.config.VariableLimits;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of the process take in bytes, where that has a limit. Sizes are HAProxy's on a machine of 64 bits,
 * so that the same numbers in a configuration stop the same rules. Any thread; the variables of a connection and its
 * transactions on its loop.
 */
public final class VariableSizes {
    /** A variable without its text. */
    private static final int VARIABLE_BYTES = 80;

    private final VariableLimits limits;
    private final AtomicLong process = new AtomicLong();

    private VariableSizes(VariableLimits limits) {
        this.limits = limits;
    }

    /** Null where nothing is limited, and so nothing is counted. */
    public static @Nullable VariableSizes of(VariableLimits limits) {
        return limits.isOn() ? new VariableSizes(limits) : null;
    }

    /** What lives as long as what holds the variable, or longer. */
    private enum Scope {
        PROCESS,
        SESSION,
        TRANSACTION,
        MESSAGE
    }

    /**
     * Who has a share in the size of a variable.
     *
     * @param session null: the variable is of the process
     * @param own null: it is not of a transaction
     */
    private record Holders(
            Scope scope,
            @Nullable Variables session,
            @Nullable Variables own) {}

    private static final Holders OF_PROCESS = new Holders(Scope.PROCESS, null, null);

    // ---- setting

    /** Sets a variable of the process; false: not wholly. Loops take turns, since its old size is read first. */
    public synchronized boolean putOfProcess(Variables variables, String name, @Nullable Object value) {
        return put(variables, OF_PROCESS, name, value);
    }

    /** Sets a variable of a connection, a transaction or a message; false: not wholly. */
    boolean put(Transaction txn, String name, @Nullable Object value) {
        return put(txn.variablesOf(name), holders(txn, name), name, value);
    }

    /** As in HAProxy, a text that finds no room leaves a boolean, which takes none. */
    private boolean put(Variables variables, Holders holders, String name, @Nullable Object value) {
        boolean known = variables.exists(name);
        if (value == null) {
            if (known) add(holders, -VARIABLE_BYTES - textBytes(variables.get(name)));
            variables.put(name, null);
            return true;
        }
        if (!known && !take(holders, VARIABLE_BYTES)) return false;
        if (known) add(holders, -textBytes(variables.get(name)));
        boolean fits = take(holders, textBytes(value));
        variables.put(name, fits ? value : true);
        return fits;
    }

    /** Creates a variable of a connection, a transaction or a message; false: there is no room. */
    boolean create(Transaction txn, String name) {
        return create(txn.variablesOf(name), holders(txn, name), name);
    }

    /** Whose variable it is; those of a request end with its response. */
    private Holders holders(Transaction txn, String name) {
        var session = txn.connection().variables();
        var own = txn.ownVariables();
        if (txn.response().status() != 0) endRequest(session, own);
        boolean ofSession = name.startsWith(Transaction.SESSION);
        return ofSession ? new Holders(Scope.SESSION, session, null) : new Holders(scope(name), session, own);
    }

    private boolean create(Variables variables, Holders holders, String name) {
        if (variables.exists(name)) return true;
        if (!take(holders, VARIABLE_BYTES)) return false;
        variables.create(name);
        return true;
    }

    // ---- ends

    /** The variables of the request end with it. */
    private void endRequest(Variables session, Variables own) {
        int bytes = own.removeAll("req.", VariableSizes::bytes);
        if (bytes > 0) add(new Holders(Scope.MESSAGE, session, own), -bytes);
    }

    /** A transaction is over. */
    void end(Variables session, Variables own) {
        own.messageBytes = 0;
        add(new Holders(Scope.TRANSACTION, session, own), -own.bytes);
    }

    /** A connection is over; a transaction of it may still end. */
    public void end(Variables session) {
        if (session.ended) return;
        session.ended = true;
        process.addAndGet(-session.bytes);
    }

    // ---- counting

    private static Scope scope(String name) {
        return name.startsWith("txn.") ? Scope.TRANSACTION : Scope.MESSAGE;
    }

    private static int bytes(Object value) {
        return VARIABLE_BYTES + textBytes(value);
    }

    private static int textBytes(@Nullable Object value) {
        return value instanceof String text ? text.length() : 0;
    }

    private boolean take(Holders holders, int bytes) {
        Variables own = holders.own;
        Variables session = holders.session;
        if (own != null && holders.scope == Scope.MESSAGE && isOver(limits.message(), own.messageBytes, bytes))
            return false;
        if (own != null && isOver(limits.transaction(), own.bytes, bytes)) return false;
        if (session != null && isOver(limits.session(), session.bytes, bytes)) return false;
        if (isOver(limits.process(), process.get(), bytes)) return false;
        add(holders, bytes);
        return true;
    }

    private static boolean isOver(int limit, long taken, int bytes) {
        return limit > 0 && taken + bytes > limit;
    }

    private void add(Holders holders, int bytes) {
        if (holders.own != null) {
            if (holders.scope == Scope.MESSAGE) holders.own.messageBytes += bytes;
            holders.own.bytes += bytes;
        }
        if (holders.session != null) {
            holders.session.bytes += bytes;
            if (holders.session.ended) return; // the process has got back all that it had
        }
        process.addAndGet(bytes);
    }
}

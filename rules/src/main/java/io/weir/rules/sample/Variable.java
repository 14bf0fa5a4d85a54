package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A variable by its full name, such as {@code txn.name} (configuration manual, {@code http-request set-var}).
 *
 * @param fullName with its scope
 *     <p>Any thread.
 */
public record Variable(Scope scope, String fullName) {
    /** How long a variable lives. */
    public enum Scope {
        PROC,
        SESS,
        TXN,
        REQ,
        RES
    }

    /** Reads a name and checks it. */
    public static Variable of(String text) throws BadArgumentException {
        int dot = text.indexOf('.');
        Scope scope = switch (dot < 0 ? "" : text.substring(0, dot)) {
            case "proc" -> Scope.PROC;
            case "sess" -> Scope.SESS;
            case "txn" -> Scope.TXN;
            case "req" -> Scope.REQ;
            case "res" -> Scope.RES;
            case "check" ->
                throw new BadArgumentException(
                        "variables of the scope 'check' are not supported yet", "proc., sess., txn., req. or res.");
            default ->
                throw new BadArgumentException(
                        "'" + text + "' does not begin with a variable's scope", "proc., sess., txn., req. or res.");
        };
        if (dot + 1 == text.length())
            throw new BadArgumentException("'" + text + "' has no name", scope(text) + "name");
        for (int i = dot + 1; i < text.length(); i++)
            if (!isNameCharacter(text.charAt(i)))
                throw new BadArgumentException(
                        "'" + text.charAt(i) + "' cannot stand in the name of a variable",
                        "letters, digits, '_' and '.'");
        return new Variable(scope, text);
    }

    /** The variable of that name; null when it is none. */
    static @Nullable Variable orNull(String text) {
        try {
            return of(text);
        } catch (BadArgumentException e) {
            return null;
        }
    }

    private static String scope(String text) {
        return text.substring(0, text.indexOf('.') + 1);
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    /** Its value, or null; variables of the request end with it. */
    public @Nullable Object value(Transaction txn) {
        if (scope == Scope.REQ && txn.response().status() != 0) return null;
        return txn.variable(fullName);
    }

    /** Whether it was ever set or created, and not unset since. */
    boolean exists(Transaction txn) {
        return (scope != Scope.REQ || txn.response().status() == 0) && txn.variableExists(fullName);
    }
}

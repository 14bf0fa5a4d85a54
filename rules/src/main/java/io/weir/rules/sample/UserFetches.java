package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** Fetches about users (configuration manual section 7.3.6). Any thread. */
final class UserFetches {
    private UserFetches() {}

    static void addTo(Fetches.Table table) {
        var signature = Signature.required(ArgumentType.USERLIST);
        table.add("http_auth", SampleType.BOOL, Needs.REQUEST, signature, arguments -> {
            Users users = arguments.users(0);
            return txn -> (Boolean) (admitted(users, txn) != null);
        });
        table.add("http_auth_group", SampleType.STR, Needs.REQUEST, signature, arguments -> {
            Users users = arguments.users(0);
            return txn -> admitted(users, txn);
        });
        table.add("http_auth_type", SampleType.STR, Needs.REQUEST, UserFetches::scheme);
        table.add("http_auth_user", SampleType.STR, Needs.REQUEST, txn -> user(Credentials.of(txn)));
        table.add("http_auth_pass", SampleType.STR, Needs.REQUEST, txn -> password(Credentials.of(txn)));
        table.add(
                "http_auth_bearer",
                SampleType.STR,
                Needs.REQUEST,
                Signature.optional(ArgumentType.STRING),
                UserFetches::bearer);
    }

    private static @Nullable Object user(@Nullable Credentials given) {
        return given == null ? null : given.user();
    }

    private static @Nullable Object password(@Nullable Credentials given) {
        return given == null ? null : given.password();
    }

    /** Only of those schemes that other fetches read; Basic also needs a name and a password. */
    private static @Nullable Object scheme(Transaction txn) {
        Authorization given = Authorization.of(txn);
        if (given == null) return null;
        if (given.isBearer()) return "Bearer";
        return given.isBasic() && Credentials.of(txn) != null ? "Basic" : null;
    }

    /** Of a field that is named there is always a value, and an empty one where it has no token, as in HAProxy. */
    private static Expression bearer(Arguments arguments) {
        if (!arguments.has(0)) return txn -> token(Authorization.of(txn));
        var field = new HeaderValues(arguments.text(0), HeaderValues.Split.COMMAS);
        return txn -> {
            String token = token(Authorization.of(txn, field));
            return token == null ? "" : token;
        };
    }

    private static @Nullable String token(@Nullable Authorization given) {
        return given == null || !given.isBearer() ? null : given.value();
    }

    /** The user that the request proves to come from; null: none. */
    static @Nullable String admitted(Users users, Transaction txn) {
        Credentials given = Credentials.of(txn);
        return given != null && users.admits(given.user(), given.password()) ? given.user() : null;
    }
}

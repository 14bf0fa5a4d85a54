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
    }

    /** The user that the request proves to come from; null: none. */
    static @Nullable String admitted(Users users, Transaction txn) {
        Credentials given = Credentials.of(txn);
        return given != null && users.admits(given.user(), given.password()) ? given.user() : null;
    }
}

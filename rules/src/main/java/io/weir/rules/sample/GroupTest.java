package io.weir.rules.sample;

import io.weir.rules.Transaction;
import java.util.List;

/**
 * Whether the user of a request is in one of some groups, as {@code http_auth_group(list) GROUP} asks. Any thread;
 * immutable.
 */
public record GroupTest(Users users, List<String> groups) implements Condition {
    public GroupTest {
        groups = List.copyOf(groups);
    }

    @Override
    public boolean holds(Transaction txn) {
        String user = UserFetches.admitted(users, txn);
        return user != null && users.isInGroup(user, groups);
    }
}

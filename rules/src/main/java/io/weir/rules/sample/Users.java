package io.weir.rules.sample;

import java.util.Collection;

/** Who may come in: a {@code userlist} once it is loaded. Any thread. */
public interface Users {
    /** Whether there is such a user with that password. */
    boolean admits(String name, String password);

    /** Whether the user is in one of the groups. */
    boolean isInGroup(String name, Collection<String> groups);
}

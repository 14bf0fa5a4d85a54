package io.weir.rules.lang;

import io.weir.rules.PasswordHashes;
import io.weir.rules.Place;
import io.weir.rules.sample.Users;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code userlist} section (configuration manual section 3.4). Confined to the reading thread; any thread once loaded,
 * when nothing changes any more.
 */
final class Userlist implements Users {
    private final String name;
    private final Map<String, User> users = new HashMap<>();
    private final Set<String> groups = new HashSet<>();
    private final List<Membership> memberships = new ArrayList<>();

    /** @param hashes null: the password is written as it is */
    private record User(@Nullable String password, @Nullable PasswordHashes hashes, Set<String> groups) {
        boolean has(String given) {
            if (password == null) return false; // nobody comes in without a password
            return hashes == null ? password.equals(given) : hashes.matches(given, password);
        }
    }

    /** A user of a group, each perhaps said before the other is there. */
    private record Membership(Word user, Word group) {}

    Userlist(String name) {
        this.name = name;
    }

    static void addTo(KeywordTable table) {
        table.add("group", Section.USERLISTS, (line, draft) -> of(draft).group(line));
        table.add("user", Section.USERLISTS, (line, draft) -> of(draft).user(line));
    }

    private static Userlist of(Draft draft) {
        return draft.acls.shared().userlist(draft.name);
    }

    private void group(Line line) {
        var group = line.word("a group's name");
        if (!groups.add(group.text())) throw line.fault("duplicate-name", group.place(), twice("group", group), "");
        if (!line.words.hasNext()) return;
        if (!line.takes("users")) throw line.bad(line.words.take(), "users");
        for (var user : members(line.word("names of users, separated by commas")))
            memberships.add(new Membership(user, group));
    }

    private void user(Line line) {
        var user = line.word("a user's name");
        if (users.containsKey(user.text())) throw line.fault("duplicate-name", user.place(), twice("user", user), "");
        String password = null;
        PasswordHashes hashes = null;
        while (line.words.hasNext()) {
            var parameter = line.words.take();
            switch (parameter.text()) {
                case "password" -> {
                    var hash = line.word("a hash as crypt(3) writes it");
                    hashes = PasswordHashes.installed();
                    if (!hashes.knows(hash.text()))
                        throw line.fault(
                                "bad-value",
                                hash.place(),
                                "'user': this is no password hash that can be checked here",
                                "a hash such as $6$salt$…, $5$salt$… or $1$salt$…, or 'insecure-password'");
                    password = hash.text();
                }
                case "insecure-password" -> {
                    password = line.text("a password");
                    hashes = null;
                }
                case "groups" -> {
                    for (var group : members(line.word("names of groups, separated by commas")))
                        memberships.add(new Membership(user, group));
                }
                default -> throw line.bad(parameter, "password, insecure-password or groups");
            }
        }
        users.put(user.text(), new User(password, hashes, new HashSet<>()));
    }

    private String twice(String what, Word word) {
        return "userlist '" + name + "' has a " + what + " " + Line.quoted(word) + " already";
    }

    /** The names in a list, each with its place. */
    private static List<Word> members(Word list) {
        var members = new ArrayList<Word>();
        int start = 0;
        for (var each : list.text().split(",", -1)) {
            var at = list.place();
            if (!each.isEmpty()) members.add(new Word(each, new Place(at.file(), at.line(), at.column() + start)));
            start += each.length() + 1;
        }
        return members;
    }

    /** Brings users and groups together and reports those that are not there. */
    void check(Problems problems) {
        for (var membership : memberships) {
            var user = users.get(membership.user.text());
            if (user == null) unknown(problems, "user", membership.user, users.keySet());
            else if (!groups.contains(membership.group.text())) unknown(problems, "group", membership.group, groups);
            else user.groups.add(membership.group.text());
        }
    }

    private void unknown(Problems problems, String what, Word word, Set<String> known) {
        var nearest = Nearest.to(word.text(), known);
        problems.error(
                "unknown-name",
                word.place(),
                "userlist '" + name + "' has no " + what + " " + Line.quoted(word),
                nearest == null ? "" : "'" + nearest + "'");
    }

    @Override
    public boolean admits(String user, String password) {
        var known = users.get(user);
        return known != null && known.has(password);
    }

    @Override
    public boolean isInGroup(String user, Collection<String> wanted) {
        var known = users.get(user);
        if (known == null) return false;
        for (var group : wanted) if (known.groups.contains(group)) return true;
        return false;
    }
}

package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Needs;
import io.weir.rules.sample.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An ACL by its name: holds when one of its tests does. A rule that uses it sees tests that are added later, too.
 * Changed only while the configuration is read; any thread afterwards.
 */
final class NamedAcl implements Condition {
    private final String name;
    private final List<Use> uses = new ArrayList<>();
    private AclTest[] tests = new AclTest[0];

    NamedAcl(String name) {
        this.name = name;
    }

    /** One test of it, with what it needs to have a value. */
    record AclTest(String fetch, Needs needs, Condition condition) {}

    private record Use(Place place, Usable where) {}

    void add(AclTest test) {
        for (Use use : uses) check(test, use);
        tests = Arrays.copyOf(tests, tests.length + 1);
        tests[tests.length - 1] = test;
    }

    /** A rule uses it at that place. */
    void use(Place place, Usable where) {
        Use use = new Use(place, where);
        for (AclTest test : tests) check(test, use);
        uses.add(use);
    }

    private void check(AclTest test, Use use) {
        try {
            ExpressionReader.checkUsable(test.fetch, test.needs, use.place, use.where);
        } catch (LineFault fault) {
            Problem problem = fault.problem();
            throw new LineFault(new Problem(
                    problem.severity(),
                    problem.code(),
                    problem.place(),
                    "ACL '" + Latin1.readable(name) + "' cannot be used here: " + problem.message(),
                    problem.expected()));
        }
    }

    @Override
    public boolean holds(Transaction txn) {
        for (AclTest test : tests) if (test.condition.holds(txn)) return true;
        return false;
    }

    @Override
    public Outcome test(Transaction txn) {
        Outcome best = Outcome.FAIL;
        for (AclTest test : tests) {
            Outcome outcome = test.condition.test(txn);
            if (outcome == Outcome.PASS) return outcome;
            if (outcome == Outcome.MISS) best = outcome;
        }
        return best;
    }
}

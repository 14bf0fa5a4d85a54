package io.weir.replay;

import io.weir.rules.Journal;
import io.weir.rules.Place;
import io.weir.rules.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules did with one request. Confined to the replaying thread. */
final class Decision implements Journal {
    private final Transaction txn;
    private final List<Change> changes = new ArrayList<>(4);
    private Phase phase = Phase.REQUEST;
    private String label = "";
    private String where = "";
    private @Nullable String backend;
    private boolean unknown;

    Decision(Transaction txn) {
        this.txn = txn;
    }

    /** What the changes that come next belong to. */
    enum Phase {
        REQUEST,
        RESPONSE,
        LOG
    }

    /**
     * Something that was done besides the decision itself.
     *
     * @param subject what it was done to, such as {@code request}
     * @param text such as {@code set-header x-a b}
     * @param where {@code file:line}, empty when it is not known
     *     <p>Any thread.
     */
    record Change(String subject, String text, String where) {}

    Transaction transaction() {
        return txn;
    }

    void phase(Phase next) {
        phase = next;
    }

    /** Whether it may still come out otherwise. */
    boolean isOpen() {
        return phase == Phase.REQUEST;
    }

    @Override
    public void record(String operation, String arguments, Place place) {
        note(subject(), operation + " " + arguments, place.fileAndLine());
    }

    void note(String subject, String text, String place) {
        changes.add(new Change(subject, text, place));
    }

    /** The request goes to that backend. */
    void goesTo(String name, String place) {
        backend = name;
        label = "backend " + name;
        where = place;
    }

    /** Weir answers itself, or not at all. */
    void endsWith(String how, String place) {
        label = how;
        where = place;
    }

    /** A rule asked for something that is not given, so what it would have decided is not known. */
    void hangsOn(UnknownInput input) {
        unknown = true;
        backend = null;
        label = "unknown input " + input.input();
        where = input.place() == null ? "" : input.place().fileAndLine();
        changes.clear();
    }

    boolean isUnknown() {
        return unknown;
    }

    /** Such as {@code backend busy} or {@code deny 403}. */
    String label() {
        return label;
    }

    /** {@code file:line} of what decided, possibly with a word of explanation; empty when it is not known. */
    String where() {
        return where;
    }

    String labelAndPlace() {
        return where.isEmpty() ? label : label + " (" + where + ")";
    }

    /** Null when the request went to none. */
    @Nullable String backend() {
        return backend;
    }

    /** Status of the response; 0 when there is none. */
    int status() {
        return unknown ? 0 : txn.response().status();
    }

    List<Change> changes() {
        return changes;
    }

    private String subject() {
        return switch (phase) {
            case REQUEST -> "request";
            case RESPONSE -> "response";
            case LOG -> "log";
        };
    }
}

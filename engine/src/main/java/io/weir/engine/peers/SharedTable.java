package io.weir.engine.peers;

import io.weir.rules.table.StickTable;
import io.weir.rules.table.Stored;
import io.weir.rules.table.TableChanges;
import io.weir.rules.table.TableEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One table as one peer knows it: how far each of the two has got with the other's changes. Confined to the peers' loop. */
final class SharedTable {
    /** Entries of a lesson have numbers from here on, so that nobody takes them for those of changes. */
    private static final int LESSON = 1 << 31;

    final StickTable table;
    final TableChanges changes;
    final List<Stored> store;

    /** The number under which its updates are sent. */
    final int localId;

    /** What the peer said about it, or null. */
    @Nullable Definition remote;

    /** The last update that came from the peer, and the last of which it was told so. */
    int lastReceived, lastAcknowledged;

    /** The last change that was sent, and the last that the peer is known to have. */
    long pushed, acknowledged;

    /** Entries that are still to be taught; null: no lesson. */
    private @Nullable Iterator<TableEntry> lesson;

    /** The last change before the lesson. */
    private long lessonOrigin;

    /** The number of the last update that was sent. */
    private int lastSent;

    private boolean sentAny;
    private int taught;

    SharedTable(StickTable table, int localId) {
        this.table = table;
        this.localId = localId;
        this.changes = Objects.requireNonNull(table.changes());
        this.store = Definition.store(table.config());
    }

    int remoteId() {
        Definition known = remote;
        return known == null ? 0 : known.number();
    }

    /** A new session goes on after what the peer has. */
    void begin() {
        lastReceived = 0;
        lastAcknowledged = 0;
        pushed = acknowledged;
        remote = null;
        lesson = null;
        sentAny = false;
    }

    /** The peer has everything up to that change. */
    void acknowledge(int number) {
        int behind = (int) pushed - number;
        if (behind >= 0 && behind <= pushed - acknowledged) acknowledged = pushed - behind;
    }

    // ---- lessons

    void beginLesson() {
        lessonOrigin = changes.collect();
        lesson = table.entries().iterator();
        taught = LESSON;
    }

    long lessonOrigin() {
        return lessonOrigin;
    }

    @Nullable TableEntry nextOfLesson() {
        Iterator<TableEntry> entries = lesson;
        return entries != null && entries.hasNext() ? entries.next() : null;
    }

    /** The number under which the next entry of the lesson is sent. */
    int lessonNumber() {
        return ++taught;
    }

    boolean inLesson() {
        return lesson != null;
    }

    /** The peer has learned it: only what changed since is to be sent. */
    void endLesson() {
        if (lesson == null) return;
        lesson = null;
        pushed = Math.max(pushed, lessonOrigin);
        acknowledged = pushed;
    }

    /** Whether the peer can tell the number of an update from the one before it. */
    boolean isNext(int number) {
        boolean next = sentAny && number == lastSent + 1;
        lastSent = number;
        sentAny = true;
        return next;
    }
}

package io.weir.replay;

import io.weir.rules.Transaction;
import io.weir.rules.table.TableEvent;

/** Counts one request for the keys that rules track, at the points where the engine does. Confined to the replaying thread. */
final class TrackedCounts {
    private final RecordedTables tables;
    private final RecordedRequest recorded;
    private final Transaction txn;

    TrackedCounts(RecordedTables tables, RecordedRequest recorded, Transaction txn) {
        this.tables = tables;
        this.recorded = recorded;
        this.txn = txn;
    }

    /** The frontend is about to run its HTTP rules; always true. */
    boolean request() {
        var tracking = txn.tracking();
        if (tracking != null) tracking.count(TableEvent.REQUEST, 1);
        return true;
    }

    /** The backend is about to run its HTTP rules; always true. */
    boolean requestInBackend() {
        var tracking = txn.ownTracking();
        if (tracking != null) tracking.countInBackend(TableEvent.REQUEST);
        return true;
    }

    /** A server's response has come; 0: the record does not tell its status. */
    void status(int status) {
        var tracking = txn.tracking();
        if (tracking == null) return;
        if (status <= 0) tables.statusIsUnknown();
        if (TableEvent.isError(status)) tracking.count(TableEvent.ERROR, 1);
        if (TableEvent.isFailure(status)) tracking.count(TableEvent.FAILURE, 1);
    }

    /** The request is over; so is its connection as far as anybody knows. */
    void end() {
        var own = txn.ownTracking();
        if (own != null) own.release();
        var connection = recorded.connection().tracking();
        if (connection != null) connection.release();
    }
}

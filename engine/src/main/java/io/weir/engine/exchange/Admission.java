package io.weir.engine.exchange;

import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.Termination;
import io.weir.rules.ConnectionView;
import io.weir.rules.HandshakeFault;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.config.TcpRules;
import io.weir.rules.table.TableEvent;
import io.weir.rules.table.Tracking;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend makes of a new client: the {@code tcp-request connection} lines run as soon as it is accepted, the
 * {@code tcp-request session} lines behind what the connection begins with. Loop-confined.
 */
public final class Admission {
    private final LoopContext context;
    private final Frontend frontend;
    private final ConnectionView view;
    private Transaction txn;

    /** What becomes of the client. */
    public enum Answer {
        GRANTED,
        /** Refused at once. */
        RESET,
        /** Refused as soon as it is known who it is. */
        CLOSED,
        /** Refused without a word. */
        SILENT
    }

    public Admission(LoopContext context, Frontend frontend, ConnectionView view) {
        this.context = context;
        this.frontend = frontend;
        this.view = view;
        this.txn = transaction();
    }

    /** Runs the lines about the connection. */
    public Answer connection() {
        txn.admitting();
        Verdict verdict = rules().connection().evaluate(txn);
        if (!isRefusal(verdict)) return Answer.GRANTED;
        frontend.counters().deniedConnections.increment();
        return answer(verdict, Answer.RESET);
    }

    /** Whether those lines want a header of the PROXY protocol. */
    public boolean expectsProxy() {
        return txn.stream().expectsProxy();
    }

    /** Runs the lines about the session, on the view as it is by now. */
    public Answer session() {
        Transaction before = txn;
        txn = transaction();
        txn.continueFrom(before);
        Verdict verdict = rules().session().evaluate(txn);
        if (isRefusal(verdict)) {
            frontend.counters().deniedSessions.increment();
            return answer(verdict, Answer.CLOSED);
        }
        var tracking = txn.ownTracking();
        if (tracking != null) tracking.count(TableEvent.SESSION, 1);
        return Answer.GRANTED;
    }

    /** The connection with the addresses that the lines which ran last gave it. */
    public ConnectionView seen() {
        return txn.connection();
    }

    /** What the lines track from now on, whatever the answer is; null: nothing. */
    public @Nullable Tracking tracking() {
        return txn.ownTracking();
    }

    /** What the lines that ran last said of its packets. */
    public StreamSettings stream() {
        return txn.stream();
    }

    /** It never became a session, as the view says: writes the line about it. */
    public static void failed(LoopContext context, Frontend frontend, ConnectionView view, long acceptedNanos) {
        HandshakeFault fault = view.handshakeFault();
        var log = frontend.settings().log();
        if (fault == null || !log.isOn()) return;
        var record = ExchangeRecord.begun(acceptedNanos);
        record.of(Transaction.withoutMessages(view, context.inputs(), frontend.name()));
        record.startAtAccept();
        record.endNanos = System.nanoTime();
        record.termination = Termination.PR;
        record.logLines = frontend.counters().logLines;
        record.client = view.source();
        record.destination = view.destination();
        log.writeFault(record, fault);
    }

    private Transaction transaction() {
        return Transaction.withoutMessages(view, context.inputs(), frontend.name());
    }

    private TcpRules rules() {
        return frontend.config().rules().tcp();
    }

    private static boolean isRefusal(Verdict verdict) {
        return verdict != Verdict.CONTINUE && !(verdict instanceof Verdict.Allow);
    }

    private static Answer answer(Verdict refusal, Answer otherwise) {
        return refusal instanceof Verdict.SilentDrop ? Answer.SILENT : otherwise;
    }
}

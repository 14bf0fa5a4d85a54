package io.weir.replay;

import io.weir.rules.RequestHead;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes what was decided, one line for each request with what was changed below it, and the summary at the end.
 * Confined to the replaying thread.
 */
final class Report {
    private static final int LONGEST_TARGET = 160;
    private static final int PLACE_COLUMN = 60;

    private final Utf8Text out;
    private final Replay.Detail detail;
    private final Summary summary = new Summary();

    Report(OutputStream out, Replay.Detail detail) {
        this.out = new Utf8Text(out);
        this.detail = detail;
    }

    Summary summary() {
        return summary;
    }

    /** Method, host and target of a request for people, to be asked for before rules change them. */
    String requested(RequestHead head) {
        if (detail == Replay.Detail.SUMMARY) return "";
        String target = head.target();
        String shown = target.length() <= LONGEST_TARGET ? target : target.substring(0, LONGEST_TARGET) + "...";
        return head.method() + " " + (target.startsWith("/") ? head.host() + shown : shown);
    }

    /** The client of a connection without requests, for people. */
    String connected(GivenConnection connection) {
        return detail == Replay.Detail.SUMMARY ? "" : "connection of " + connection.client();
    }

    /** @param requested as {@link #requested} gave it */
    void decided(RecordedRequest recorded, String requested, Decision decision) throws IOException {
        List<String> failures = recorded.expectation().failures(decision);
        summary.add(recorded, decision, failures);
        if (detail == Replay.Detail.SUMMARY) return;
        var place = recorded.place();
        out.append(place.file()).append(":").append(place.line()).append("  ");
        out.printable(requested).append("  → ").printable(decision.label());
        if (!decision.where().isEmpty())
            out.append("  (").append(decision.where()).append(")");
        out.endLine();
        for (Decision.Change change : decision.changes()) change(change);
        for (String failure : failures)
            out.append("    FAILED: ").printable(failure).endLine();
    }

    void finish() throws IOException {
        summary.write(out);
        out.flush();
    }

    private void change(Decision.Change change) throws IOException {
        int start = out.position();
        out.append("    ").append(change.subject()).append(": ").printable(change.text());
        if (!change.where().isEmpty())
            out.padTo(PLACE_COLUMN, start).append("  (").append(change.where()).append(")");
        out.endLine();
    }
}

package io.weir.replay;

import io.weir.rules.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts decisions, unknown inputs and expectations. How many different ones it keeps is limited, so that its size does
 * not depend on the traffic; what is beyond is counted together. Confined to the replaying thread.
 */
final class Summary {
    /** Different decisions, unknown inputs and rule errors of each kind that are counted one by one. */
    static final int MAX_KEYS = 1000;

    /** Failed expectations that are listed. */
    static final int MAX_FAILURES = 100;

    private static final Key OTHERS = new Key("others", "");

    private final Map<Key, Count> decisions = new LinkedHashMap<>();
    private final Map<Key, Count> unknowns = new LinkedHashMap<>();
    private final Map<Key, Count> ruleErrors = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long requests;
    private long withExpectation;
    private long failed;
    private long fromLogs;
    private long unreadable;
    private long otherLines;
    private long otherFrontends;
    private long late;

    /** What is counted together. */
    private record Key(String label, String where) {
        @Override
        public String toString() {
            return where.isEmpty() ? label : label + "  (" + where + ")";
        }
    }

    /** How often, and where first. */
    private static final class Count {
        private final Place first;
        private long times;

        Count(Place first) {
            this.first = first;
        }
    }

    void add(RecordedRequest recorded, Decision decision, List<String> failedExpectations) {
        requests++;
        count(decisions, new Key(decision.label(), decision.where()), recorded.place());
        for (UnknownInput input : recorded.inputs().unknown()) {
            var place = input.place();
            count(unknowns, new Key(input.input(), place == null ? "" : place.fileAndLine()), recorded.place());
        }
        if (recorded.expectation() == Expectation.NONE) return;
        withExpectation++;
        if (failedExpectations.isEmpty()) return;
        failed++;
        for (String failure : failedExpectations)
            if (failures.size() < MAX_FAILURES) failures.add(recorded.place().fileAndLine() + "  " + failure);
    }

    /** A hook has failed. */
    void addRuleError(String fault, Place at) {
        count(ruleErrors, new Key(fault, ""), at);
    }

    /** A request whose record is a line of a log. */
    void addFromLog() {
        fromLogs++;
    }

    /** A line of a log that tells of a request which cannot be read whole. */
    void addUnreadable() {
        unreadable++;
    }

    /** A line of a log that tells of no request. */
    void addOtherLine() {
        otherLines++;
    }

    /** A line of a log for a frontend that the configuration lacks. */
    void addOtherFrontend() {
        otherFrontends++;
    }

    boolean expectationsFailed() {
        return failed > 0;
    }

    /** Whether there were requests, and none could be replayed. */
    boolean allLeftOut() {
        return requests == 0 && unreadable + otherFrontends > 0;
    }

    /** Records that were older than one before them, where stick tables asked for the time. */
    void lateRecords(long records) {
        late = records;
    }

    void write(Utf8Text out) throws IOException {
        out.endLine();
        if (requests > 0) table(out);
        out.append(requests).append(requests == 1 ? " request" : " requests").endLine();
        list(out, "unknown inputs: rules asked for what the records of the requests do not give", unknowns);
        list(out, "rule errors: hooks failed", ruleErrors);
        writeLogs(out);
        if (late > 0)
            out.append(late)
                    .append(late == 1 ? " request was" : " requests were")
                    .append(" older than one before: stick tables saw the time of that one")
                    .endLine();
        if (withExpectation > 0) writeExpectations(out);
    }

    private void table(Utf8Text out) throws IOException {
        int width = "decision".length();
        for (Key key : decisions.keySet())
            width = Math.max(width, key.toString().length());
        String row = "%-" + width + "s  %10s  %7s";
        out.append(String.format(Locale.ROOT, row, "decision", "requests", "%")).endLine();
        List<Map.Entry<Key, Count>> rows = new ArrayList<>(decisions.entrySet());
        rows.sort((a, b) -> Long.compare(b.getValue().times, a.getValue().times));
        for (var entry : rows) {
            long times = entry.getValue().times;
            String percent = String.format(Locale.ROOT, "%.2f", 100.0 * times / requests);
            out.printable(String.format(Locale.ROOT, row, entry.getKey(), times, percent))
                    .endLine();
        }
    }

    private static void list(Utf8Text out, String title, Map<Key, Count> counts) throws IOException {
        if (counts.isEmpty()) return;
        out.endLine();
        out.append(title).endLine();
        for (var entry : counts.entrySet()) {
            Count count = entry.getValue();
            out.append("  ").printable(entry.getKey().toString()).append("  ").append(count.times);
            out.append(count.times == 1 ? " time" : " times").append(", first for ");
            out.append(count.first.fileAndLine()).endLine();
        }
    }

    private void writeLogs(Utf8Text out) throws IOException {
        if (fromLogs + unreadable + otherLines + otherFrontends > 0) out.endLine();
        if (fromLogs > 0) {
            out.append(fromLogs)
                    .append(" from log lines: the counters there are those at the end of each stream")
                    .endLine();
            out.append("  (queue and srv_queue: the requests that were ahead), and headers that were not captured are"
                            + " missing")
                    .endLine();
        }
        leftOut(out, unreadable, "the request was bad or is cut short");
        leftOut(out, otherLines, "about no HTTP request");
        leftOut(out, otherFrontends, "the configuration has no such frontend in mode http");
    }

    private static void leftOut(Utf8Text out, long lines, String why) throws IOException {
        if (lines > 0)
            out.append(lines).append(" log lines left out: ").append(why).endLine();
    }

    private void writeExpectations(Utf8Text out) throws IOException {
        out.endLine();
        out.append("expectations: ").append(withExpectation - failed).append(" met, ");
        out.append(failed).append(" failed").endLine();
        for (String failure : failures) out.append("  ").printable(failure).endLine();
        if (failures.size() == MAX_FAILURES)
            out.append("  and perhaps more: only the first are listed").endLine();
    }

    private static void count(Map<Key, Count> counts, Key key, Place at) {
        var count = counts.get(key);
        if (count == null) {
            Key kept = counts.size() < MAX_KEYS ? key : OTHERS;
            count = counts.computeIfAbsent(kept, _ -> new Count(at));
        }
        count.times++;
    }
}

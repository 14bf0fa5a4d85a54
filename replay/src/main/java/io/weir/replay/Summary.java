package io.weir.replay;

import io.weir.rules.Place;
import java.io.IOException;
import java.io.Writer;
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
    /** Different decisions, and different unknown inputs, that are counted one by one. */
    static final int MAX_KEYS = 1000;

    /** Failed expectations that are listed. */
    static final int MAX_FAILURES = 100;

    private static final Key OTHERS = new Key("others", "");

    private final Map<Key, Count> decisions = new LinkedHashMap<>();
    private final Map<Key, Count> unknowns = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long requests;
    private long withExpectation;
    private long failed;
    private long fromLogs;
    private long unreadable;
    private long otherLines;
    private long otherFrontends;

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

    void write(Writer out) throws IOException {
        out.append('\n');
        table(out, "decision", decisions, requests);
        out.append(requests + (requests == 1 ? " request\n" : " requests\n"));
        if (!unknowns.isEmpty()) {
            out.append("\nunknown inputs: a rule asked for something that the record of the request does not give\n");
            for (var entry : unknowns.entrySet())
                out.append("  " + entry.getKey() + "  " + entry.getValue().times + " times, first for "
                        + entry.getValue().first.fileAndLine() + "\n");
        }
        writeLogs(out);
        if (withExpectation == 0) return;
        out.append("\nexpectations: " + (withExpectation - failed) + " met, " + failed + " failed\n");
        for (String failure : failures) out.append("  " + failure + "\n");
        if (failures.size() == MAX_FAILURES) out.append("  and possibly more: only the first are listed\n");
    }

    private void writeLogs(Writer out) throws IOException {
        if (fromLogs > 0)
            out.append("\n" + fromLogs + " requests from log lines: their counters are those at the end of each stream"
                    + " (queue and srv_queue: the requests ahead of it), and headers that were not captured are"
                    + " missing\n");
        if (unreadable > 0) out.append(unreadable + " log lines left out: the request was bad or is cut short\n");
        if (otherLines > 0) out.append(otherLines + " log lines left out: they are about no HTTP request\n");
        if (otherFrontends > 0)
            out.append(otherFrontends + " log lines left out: the configuration has no such frontend in mode http\n");
    }

    private static void table(Writer out, String title, Map<Key, Count> counts, long total) throws IOException {
        int width = title.length();
        for (Key key : counts.keySet()) width = Math.max(width, key.toString().length());
        out.append(String.format(Locale.ROOT, "%-" + width + "s  %10s  %7s%n", title, "requests", "%"));
        List<Map.Entry<Key, Count>> rows = new ArrayList<>(counts.entrySet());
        rows.sort((a, b) -> Long.compare(b.getValue().times, a.getValue().times));
        for (var row : rows)
            out.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %10d  %7.2f%n",
                    row.getKey(),
                    row.getValue().times,
                    100.0 * row.getValue().times / total));
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

package io.weir.replay;

import io.weir.rules.RequestHead;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes what was decided, one line for each request with what was changed below it, and the summary at the end. UTF-8,
 * whatever the terminal. Confined to the replaying thread.
 */
final class Report implements AutoCloseable {
    private static final int LONGEST_TARGET = 160;
    private static final int CHANGE_COLUMN = 60;

    private final Writer out;
    private final Replay.Detail detail;
    private final Summary summary = new Summary();
    private final StringBuilder text = new StringBuilder(256);

    Report(OutputStream out, Replay.Detail detail) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.detail = detail;
    }

    Summary summary() {
        return summary;
    }

    /** @param requested method, host and target as they came */
    void decided(RecordedRequest recorded, String requested, Decision decision) throws IOException {
        List<String> failures = recorded.expectation().failures(decision);
        summary.add(recorded, decision, failures);
        if (detail == Replay.Detail.SUMMARY) return;
        text.setLength(0);
        text.append(recorded.place().fileAndLine())
                .append("  ")
                .append(requested)
                .append("  → ");
        printable(decision.label());
        if (!decision.where().isEmpty())
            text.append("  (").append(decision.where()).append(')');
        text.append('\n');
        for (Decision.Change change : decision.changes()) change(change);
        for (String failure : failures) {
            text.append("    FAILED: ");
            printable(failure);
            text.append('\n');
        }
        out.append(text);
    }

    /** Method, host and target of a request, for people. */
    String requested(RequestHead head) {
        if (detail == Replay.Detail.SUMMARY) return "";
        text.setLength(0);
        printable(head.method());
        text.append(' ');
        String target = head.target();
        if (target.startsWith("/")) printable(head.host());
        boolean isLong = target.length() > LONGEST_TARGET;
        printable(isLong ? target.substring(0, LONGEST_TARGET) : target);
        if (isLong) text.append('…');
        return text.toString();
    }

    void finish() throws IOException {
        summary.write(out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    private void change(Decision.Change change) {
        int start = text.length();
        text.append("    ").append(change.subject()).append(": ");
        printable(change.text());
        if (!change.where().isEmpty()) {
            while (text.length() - start < CHANGE_COLUMN) text.append(' ');
            text.append("  (").append(change.where()).append(')');
        }
        text.append('\n');
    }

    /** Traffic must not steer the terminal of whoever looks at it. */
    private void printable(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= ' ' && c < 127) text.append(c);
            else text.append("\\x").append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
        }
    }
}

package io.weir.replay;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of a log format in a line: each ends where its own text says so, else where the text that follows it
 * in the format stands. What fits in two ways is no answer. Confined to the replaying thread.
 */
final class LineSplit {
    /** Ways that are tried for one line. */
    private static final int MAX_TRIES = 10_000;

    private final LineForm form;
    private final int[] starts;
    private final int[] ends;
    private final @Nullable String[] values;
    private String text = "";
    private Outcome outcome = Outcome.NO_FIT;
    private int tries;
    private boolean whole;
    private int deepest;
    private int deepestAt;
    private int doubtful;

    LineSplit(LineForm form) {
        this.form = form;
        starts = new int[form.size()];
        ends = new int[form.size()];
        values = new String[form.size()];
    }

    /** How a line and the format go together. */
    enum Outcome {
        FITS,
        NO_FIT,
        /** In more than one way. */
        AMBIGUOUS
    }

    /** @param start of the line behind what syslog put there */
    Outcome split(String line, int start) {
        text = line;
        outcome = Outcome.NO_FIT;
        tries = 0;
        whole = false;
        deepest = 0;
        deepestAt = start;
        next(0, start);
        return outcome;
    }

    LineForm form() {
        return form;
    }

    /** Takes the values over; the line fits. */
    void put(LoggedRequest into) {
        for (int i = 0; i < values.length; i++) {
            var use = form.fields().get(i).use();
            String value = values[i];
            if (use != null && value != null) use.put(value, into);
        }
    }

    /** Index in the line up to which it went well. */
    int fitsUpTo() {
        return deepestAt;
    }

    /** What was expected there. */
    String expectedThere() {
        int field = deepest / 2;
        if (field == form.size())
            return form.tail().isEmpty() ? "the end of the line" : "'" + form.tail() + "' at the end of the line";
        String before = form.before().get(field);
        String item = "a text of " + form.fields().get(field).item();
        return before.isEmpty() || deepest % 2 == 1 ? item : "'" + before + "' and " + item;
    }

    /** The item that could be read in more than one way. */
    String doubtfulItem() {
        return form.fields().get(doubtful).item();
    }

    /** The text before that field is to stand at that index. Returns whether to look no further. */
    private boolean next(int field, int at) {
        if (++tries > MAX_TRIES) return tooMany(field);
        reached(2 * field, at);
        if (field == form.size())
            return text.startsWith(form.tail(), at) && at + form.tail().length() == text.length() && found();
        String before = form.before().get(field);
        boolean trimmed = at == text.length() && before.isBlank(); // the blanks before nothing, at the end of a line
        if (!trimmed && !text.startsWith(before, at)) return false;
        int start = trimmed ? at : at + before.length();
        reached(2 * field + 1, start);
        starts[field] = start;
        LogField item = form.fields().get(field);
        if (item.isMeasured()) {
            int end = item.end(text, start);
            return end >= start && endsAt(field, end);
        }
        return anchored(field, start, item.reach(text, start));
    }

    /** @param step two for each field: the text before it, and its own */
    private void reached(int step, int at) {
        if (step < deepest || step == deepest && at <= deepestAt) return;
        deepest = step;
        deepestAt = at;
    }

    /** Each place where what follows the item may stand. */
    private boolean anchored(int field, int start, int reach) {
        if (reach < start) return false;
        boolean quoted = form.fields().get(field).frame().isQuoted();
        String behind = form.behind(field);
        if (behind.isEmpty() && field + 1 == form.size())
            return reach == text.length() && endsWithQuote(quoted, start) && endsAt(field, reach);
        String anchor = behind.isEmpty() ? opening(field + 1) : behind;
        String wanted = quoted ? "\"" + anchor : anchor;
        int quote = quoted ? 1 : 0;
        int first = text.indexOf(wanted, start + quote);
        if (first < 0 || first > reach) reached(2 * field + 2, reach);
        for (int at = first; at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (at > reach) return false;
            if (endsAt(field, at + quote)) return true;
        }
        return false;
    }

    private boolean endsWithQuote(boolean quoted, int start) {
        return !quoted || text.length() > start + 1 && text.endsWith("\"");
    }

    private String opening(int field) {
        var next = form.fields().get(field);
        return next.frame().isQuoted() ? "\"" : next.shape() == LogField.Shape.BLOCK ? "{" : "";
    }

    private boolean endsAt(int field, int end) {
        int start = starts[field];
        ends[field] = end;
        boolean over = next(field + 1, end);
        starts[field] = start;
        return over;
    }

    /**
     * All fits; the second time that may be another reading, and one in which requests are whole is better. Returns
     * whether to look no further.
     */
    private boolean found() {
        boolean requests = requestsAreWhole();
        if (outcome != Outcome.NO_FIT && requests == whole) return outcome == Outcome.FITS && compare();
        if (outcome != Outcome.NO_FIT && whole) return false;
        whole = requests;
        outcome = Outcome.FITS;
        for (int i = 0; i < values.length; i++) values[i] = value(i);
        return false;
    }

    private boolean requestsAreWhole() {
        for (int i = 0; i < values.length; i++) {
            var field = form.fields().get(i);
            if (field.shape() == LogField.Shape.REQUEST
                    && !LoggedRequest.isWhole(field.value(text, starts[i], ends[i]))) return false;
        }
        return true;
    }

    private boolean compare() {
        for (int i = 0; i < values.length; i++) if (!Objects.equals(value(i), values[i])) return doubt(i);
        return false;
    }

    private @Nullable String value(int i) {
        var field = form.fields().get(i);
        return field.use() == null ? null : field.value(text, starts[i], ends[i]);
    }

    private boolean doubt(int field) {
        doubtful = field;
        outcome = Outcome.AMBIGUOUS;
        return whole;
    }

    private boolean tooMany(int field) {
        if (outcome == Outcome.FITS) doubt(Math.min(field, form.size() - 1));
        return true;
    }
}

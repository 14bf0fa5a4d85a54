package io.weir.replay;

import io.weir.rules.CaptureSlots;
import io.weir.rules.sample.LogTemplate;
import io.weir.rules.sample.LogTemplate.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the form of lines out of a log format. Confined to one reading. */
final class LineFormReader {
    private final CaptureSlots slots;
    private final boolean captures;
    private final List<String> before = new ArrayList<>();
    private final List<LogField> fields = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean spaceDue;
    private boolean started;

    private LineFormReader(CaptureSlots slots, boolean captures) {
        this.slots = slots;
        this.captures = captures;
    }

    /** The form of lines about requests. */
    static LineForm of(LogTemplate template, CaptureSlots slots) {
        return new LineFormReader(slots, true).read(template);
    }

    /** The form of lines about what never was a whole request, of which nothing was captured. */
    static LineForm ofBadRequests(LogTemplate template) {
        return new LineFormReader(CaptureSlots.NONE, false).read(template);
    }

    private LineForm read(LogTemplate template) {
        for (Piece piece : template.pieces()) piece(piece);
        return new LineForm(template.place(), before, fields, text.toString().stripTrailing());
    }

    private void piece(Piece piece) {
        switch (piece) {
            case LogTemplate.Literal(var literal) -> {
                space();
                text.append(literal);
            }
            case LogTemplate.Space _ -> spaceDue = started;
            case LogTemplate.Sample(var written, var flags) -> add(SampleItems.sample(written, flags, slots));
            case LogTemplate.Variable variable -> variable(variable);
        }
    }

    private void variable(LogTemplate.Variable variable) {
        String name = variable.name();
        switch (name) {
            case "hr", "hs", "hrl", "hsl" -> {
                var captured = name.startsWith("hr") ? slots.request() : slots.response();
                if (captures && !captured.isEmpty()) captured(variable, captured);
            }
            default -> add(FormatItems.variable(name, variable.flags()));
        }
    }

    private void captured(LogTemplate.Variable variable, List<CaptureSlots.Slot> captured) {
        if (!variable.name().endsWith("l")) {
            add(FormatItems.block(variable.name(), variable.flags(), captured));
            return;
        }
        for (int i = 0; i < captured.size(); i++) {
            if (i > 0) text.append(' ');
            add(FormatItems.listed(variable.name(), variable.flags(), captured.get(i)));
        }
    }

    private void add(LogField field) {
        space();
        before.add(text.toString());
        text.setLength(0);
        fields.add(field);
    }

    private void space() {
        if (spaceDue) text.append(' ');
        spaceDue = false;
        started = true;
    }

    /** What makes lines of that form unreadable; null: nothing. */
    static @Nullable String ambiguity(LineForm form) {
        for (int i = 0; i + 1 < form.size(); i++) {
            var field = form.fields().get(i);
            var next = form.fields().get(i + 1);
            boolean path = field.shape() == LogField.Shape.PATH && next.shape() == LogField.Shape.QUERY;
            if (form.behind(i).isEmpty() && !path && !field.isDelimited() && !next.isDelimited())
                return "no text stands between '" + field.item() + "' and '" + next.item()
                        + "', so nobody knows where one ends";
        }
        return null;
    }
}

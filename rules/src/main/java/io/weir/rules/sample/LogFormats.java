package io.weir.rules.sample;

import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts log formats together (configuration manual section 8.2.6). Confined to the reading thread; what it makes is
 * immutable.
 */
public final class LogFormats {
    private final Target target;
    private final Place place;
    private final List<LogTemplate.Piece> pieces = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private LogMoment moment = LogMoment.BEFORE;

    /** Where the text goes. */
    public enum Target {
        /** Into a header or URI: control characters of samples come as {@code %XX}, so that none can break out. */
        HEADER,
        /** As it is, such as into a body. */
        BODY,
        /** Into a log line: neighbouring spaces are one, and what is empty is a dash. */
        LINE,
        /** Into a unique id: encoded as for a header, and neighbouring spaces are one. */
        ID
    }

    /** @param place where the text stands */
    public LogFormats(Target target, Place place) {
        this.target = target;
        this.place = place;
    }

    /** What holds where the format says nothing. */
    public LogFlags flags() {
        return target == Target.LINE ? LogFlags.LINE : LogFlags.NONE;
    }

    /** Adds text that is always the same. */
    public void literal(String text) {
        if (target == Target.HEADER || target == Target.BODY) {
            literal.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ') space();
            else literal.append(text.charAt(i));
        }
    }

    /**
     * Adds an expression, {@code %[…]}.
     *
     * @param written as it stands between the brackets
     */
    public void expression(Expression expression, String written, LogFlags flags) {
        flush();
        pieces.add(new LogTemplate.Sample(written, flags));
        Expression text = CutAtZero.of(expression);
        moment = moment.orLater(LogMoment.RESPONSE);
        boolean forHeader = target == Target.HEADER || target == Target.ID;
        parts.add(forHeader ? new Encoded(text, flags) : new Styled(text, flags));
    }

    /** Adds a variable, such as {@code %ci}. */
    public void variable(LogVariable variable, LogFlags flags) {
        flush();
        pieces.add(new LogTemplate.Variable(variable.name(), flags));
        moment = moment.orLater(variable.since());
        parts.add(new Filled(variable, flags));
    }

    public LogFormat build() {
        boolean fixed = parts.isEmpty();
        String text = literal.toString();
        flush();
        var template = target == Target.LINE ? new LogTemplate(place, pieces) : null;
        return fixed ? new Fixed(text, template) : new Several(parts.toArray(new Part[0]), template, moment);
    }

    private void space() {
        flush();
        if (!parts.isEmpty() && parts.getLast() == SPACE) return;
        parts.add(SPACE);
        pieces.add(new LogTemplate.Space());
    }

    private void flush() {
        if (literal.isEmpty()) return;
        parts.add(new Fixed(literal.toString(), null));
        pieces.add(new LogTemplate.Literal(literal.toString()));
        literal.setLength(0);
    }

    /** One piece of a format. Any thread; immutable. */
    private interface Part {
        /** False: nothing stands here, so that the spaces around it are one. */
        boolean put(Transaction txn, LogOutput out);

        /** Its text alone. */
        default String text(Transaction txn) {
            var out = new Text();
            put(txn, out);
            return out.toString();
        }
    }

    /** Stands for a space that is written only behind something else. */
    private static final Part SPACE = (txn, out) -> false;

    private record Fixed(String text, @Nullable LogTemplate template) implements Part, LogFormat {
        @Override
        public boolean put(Transaction txn, LogOutput out) {
            out.append(text);
            return true;
        }

        @Override
        public String text(Transaction txn) {
            return text;
        }

        @Override
        public String render(Transaction txn) {
            return text;
        }

        @Override
        public String literal() {
            return text;
        }

        @Override
        public LogMoment moment() {
            return LogMoment.BEFORE;
        }
    }

    private record Encoded(Expression expression, LogFlags flags) implements Part {
        @Override
        public boolean put(Transaction txn, LogOutput out) {
            Object value = expression.evaluate(txn);
            if (value != null) LogEncoding.forHeader(Casts.text(value), flags, out);
            return true;
        }

        @Override
        public String text(Transaction txn) {
            Object value = expression.evaluate(txn);
            if (value == null) return "";
            String text = Casts.text(value);
            return isClean(text) && !flags.escaped() ? text : Part.super.text(txn);
        }

        private static boolean isClean(String text) {
            for (int i = 0; i < text.length(); i++) if (LogEncoding.isForbiddenInHeader(text.charAt(i))) return false;
            return true;
        }
    }

    private record Styled(Expression expression, LogFlags flags) implements Part {
        @Override
        public boolean put(Transaction txn, LogOutput out) {
            Object value = expression.evaluate(txn);
            LogEncoding.text(value == null ? null : Casts.text(value), flags, out);
            return true;
        }
    }

    private record Filled(LogVariable variable, LogFlags flags) implements Part {
        @Override
        public boolean put(Transaction txn, LogOutput out) {
            return variable.writer().write(txn, flags, out);
        }
    }

    /** @param template of a log line, in which a value that nobody knows is a dash: the end of an exchange cannot fail */
    private record Several(Part[] parts, @Nullable LogTemplate template, LogMoment moment) implements LogFormat {
        @Override
        public String render(Transaction txn) {
            if (parts.length == 1) return parts[0].text(txn);
            var out = new Text();
            write(txn, out);
            return out.toString();
        }

        @Override
        public void write(Transaction txn, LogOutput out) {
            boolean blank = true;
            for (Part part : parts) {
                if (part != SPACE) {
                    blank &= !(template != null ? putKnown(part, txn, out) : part.put(txn, out));
                } else if (!blank) {
                    out.append(' ');
                    blank = true;
                }
            }
        }

        private static boolean putKnown(Part part, Transaction txn, LogOutput out) {
            try {
                return part.put(txn, out);
            } catch (UnknownInputException e) {
                out.append('-');
                return true;
            }
        }
    }

    /** Characters that become a string. Confined to one thread. */
    private static final class Text implements LogOutput {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void append(char latin) {
            text.append(latin);
        }

        @Override
        public void append(String latin) {
            text.append(latin);
        }

        @Override
        public void append(long number) {
            text.append(number);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

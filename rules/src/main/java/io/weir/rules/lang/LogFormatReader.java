package io.weir.rules.lang;

import io.weir.rules.config.Mode;
import io.weir.rules.sample.LogFlags;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.LogFormats;
import io.weir.rules.sample.LogFormats.Target;
import io.weir.rules.sample.LogVariable;
import io.weir.rules.sample.LogVariables;

/**
 * Reads log-format strings: text, {@code %[expressions]}, {@code %variables} and {@code %%} (configuration manual section
 * 8.2.6). Confined to the reading thread.
 */
public final class LogFormatReader {
    private final AclScope scope;

    public LogFormatReader(AclScope scope) {
        this.scope = scope;
    }

    /** Reads one word; what is wrong in it is reported and gives no text. */
    public LogFormat read(Word word, Problems problems, Usable where) {
        try {
            return read(word, problems, where, Target.HEADER);
        } catch (LineFault fault) {
            problems.add(fault.problem());
            return txn -> "";
        }
    }

    /**
     * Reads one word.
     *
     * @throws LineFault for what is wrong
     */
    LogFormat read(Word word, Problems problems, Usable where, Target target) {
        return new Reading(
                        word,
                        new ExpressionReader(problems, scope),
                        new Standing(where, scope.mode()),
                        new LogFormats(target, word.place()))
                .format();
    }

    /**
     * Where the word stands.
     *
     * @param mode of the proxy
     */
    private record Standing(Usable where, Mode mode) {}

    /** One reading of one word. */
    private static final class Reading {
        private final Word word;
        private final String text;
        private final ExpressionReader expressions;
        private final Standing place;
        private final LogFormats format;
        private LogFlags standing;
        private int at;

        Reading(Word word, ExpressionReader expressions, Standing place, LogFormats format) {
            this.word = word;
            this.text = word.text();
            this.expressions = expressions;
            this.place = place;
            this.format = format;
            this.standing = format.flags();
        }

        LogFormat format() {
            while (at < text.length()) {
                int percent = text.indexOf('%', at);
                if (percent < 0) percent = text.length();
                format.literal(text.substring(at, percent));
                at = percent + 1;
                if (percent < text.length()) item();
            }
            return format.build();
        }

        private void item() {
            if (at == text.length()) throw fault("bad-format", "the text ends in '%'", "'%%' for the character itself");
            if (text.charAt(at) == '%') {
                format.literal("%");
                at++;
                return;
            }
            LogFlags flags = text.charAt(at) == '{' ? flags() : standing;
            if (at < text.length() && text.charAt(at) == '[') expression(flags);
            else variable(flags);
        }

        private LogFlags flags() {
            int end = text.indexOf('}', at);
            if (end < 0) throw fault("bad-format", "'{' is not closed", "'}'");
            LogFlags flags = standing;
            for (String flag : text.substring(at + 1, end).split(",", -1)) flags = changed(flags, flag);
            at = end + 1;
            return flags;
        }

        private LogFlags changed(LogFlags flags, String flag) {
            return switch (flag) {
                case "+Q", "-Q" -> flags.withQuoted(flag.charAt(0) == '+');
                case "+X", "-X" -> flags.withHexadecimal(flag.charAt(0) == '+');
                case "+E", "-E" -> flags.withEscaped(flag.charAt(0) == '+');
                case "+M", "-M" -> flags.withMandatory(flag.charAt(0) == '+');
                case "" -> flags;
                default ->
                    throw fault(
                            "bad-format", "'" + flag + "' is no flag", "+ or - and E, M, Q or X, with commas between");
            };
        }

        private void expression(LogFlags flags) {
            ReadExpression read = expressions.prefix(word, at + 1);
            expressions.check(read, word.place(), place.where());
            String written = text.substring(at + 1, read.end());
            at = read.end();
            if (at == text.length() || text.charAt(at) != ']')
                throw fault("bad-format", "an expression is not closed", "']'");
            at++;
            format.expression(read.expression(), written, flags);
        }

        private void variable(LogFlags flags) {
            int start = at;
            while (at < text.length() && isNameCharacter(text.charAt(at))) at++;
            String name = text.substring(start, at);
            if (name.equals("o")) { // no text of its own: its flags are for all that follows
                standing = flags;
                return;
            }
            LogVariable variable = LogVariables.named(name);
            if (variable == null) throw unknown(name);
            if (place.mode() != Mode.HTTP && LogVariables.isOfHttp(name))
                throw fault("needs-http", "the variable '%" + name + "' is reserved for HTTP", "'mode http'");
            format.variable(variable, flags);
        }

        private LineFault unknown(String name) {
            String nearest = name.length() < 3 ? null : Nearest.to(name, LogVariables.names());
            return fault(
                    "unknown-variable",
                    "there is no variable '%" + name + "'",
                    nearest == null
                            ? "'%%' for the character itself"
                            : "'%" + nearest + "', or '%%' for the character");
        }

        private static boolean isNameCharacter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }

        private LineFault fault(String code, String message, String expected) {
            return new LineFault(new Problem(Severity.ERROR, code, word.place(), Latin1.readable(message), expected));
        }
    }
}

package io.weir.rules.sample;

import io.weir.rules.Transaction;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Puts log formats together (configuration manual section 8.2.4). Confined to the reading thread; what it makes is
 * immutable.
 */
public final class LogFormats {
    private final Target target;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    /** Where the text goes. */
    public enum Target {
        /** Into a header or URI: control characters of samples come as {@code %XX}, so that none can break out. */
        HEADER,
        /** As it is, such as into a body. */
        BODY
    }

    /** How a variable is written. */
    public enum Style {
        PLAIN,
        QUOTED,
        HEXADECIMAL
    }

    public LogFormats(Target target) {
        this.target = target;
    }

    /** Adds text that is always the same. */
    public void literal(String text) {
        literal.append(text);
    }

    /** Adds an expression, {@code %[…]}. */
    public void expression(Expression expression, Style style) {
        flush();
        Expression text = CutAtZero.of(expression);
        if (target == Target.HEADER) parts.add(new Encoded(text));
        else parts.add(new Styled(text, style));
    }

    /** Adds a variable, such as {@code %ci}. */
    public void variable(Expression variable, Style style) {
        flush();
        parts.add(new Styled(variable, style));
    }

    public LogFormat build() {
        if (parts.isEmpty()) return new Fixed(literal.toString());
        flush();
        return parts.size() == 1 ? new One(parts.getFirst()) : new Several(List.copyOf(parts));
    }

    private void flush() {
        if (literal.isEmpty()) return;
        parts.add(new Fixed(literal.toString()));
        literal.setLength(0);
    }

    /** One piece of a format. Any thread; immutable. */
    private interface Part {
        String text(Transaction txn);
    }

    private record Fixed(String text) implements Part, LogFormat {
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
    }

    private record Encoded(Expression expression) implements Part {
        @Override
        public String text(Transaction txn) {
            Object value = expression.evaluate(txn);
            return value == null ? "" : encoded(Casts.text(value));
        }
    }

    private record Styled(Expression expression, Style style) implements Part {
        @Override
        public String text(Transaction txn) {
            Object value = expression.evaluate(txn);
            return switch (style) {
                case PLAIN -> value == null ? "" : Casts.text(value);
                case QUOTED -> value == null ? "\"\"" : '"' + Casts.text(value) + '"';
                case HEXADECIMAL -> value == null ? "" : hexadecimal(value);
            };
        }
    }

    private record One(Part part) implements LogFormat {
        @Override
        public String render(Transaction txn) {
            return part.text(txn);
        }
    }

    private record Several(List<Part> parts) implements LogFormat {
        @Override
        public String render(Transaction txn) {
            var out = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) out.append(parts.get(i).text(txn));
            return out.toString();
        }
    }

    private static String encoded(String text) {
        for (int i = 0; i < text.length(); i++) if (mustEncode(text.charAt(i))) return encodedFrom(text, i);
        return text;
    }

    private static String encodedFrom(String text, int first) {
        var out = new StringBuilder(text.length() + 16).append(text, 0, first);
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (mustEncode(c)) out.append('%').append(hex.toHexDigits((byte) c));
            else out.append(c);
        }
        return out.toString();
    }

    /** All but visible characters, obs-text, space and tab (RFC 9110 section 5.5). */
    private static boolean mustEncode(char c) {
        return c < ' ' && c != '\t' || c == 127;
    }

    private static String hexadecimal(Object value) {
        if (value instanceof Inet4Address address) return String.format(Locale.ROOT, "%08X", Addresses.bits(address));
        if (value instanceof InetAddress address)
            return HexFormat.of().withUpperCase().formatHex(address.getAddress());
        if (value instanceof Long number) return String.format(Locale.ROOT, "%04X", number);
        return Casts.text(value);
    }
}

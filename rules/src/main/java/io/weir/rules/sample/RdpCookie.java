package io.weir.rules.sample;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in a client's first packet of RDP: {@code Cookie: name=value} and an end of line behind 11 bytes.
 *
 * @param name without regard to case; empty: whatever name is there
 *     <p>Any thread; immutable.
 */
public record RdpCookie(String name) implements Expression {
    private static final int PACKET_HEAD = 11;
    private static final String FIELD = "Cookie:";

    /** Stands for what more bytes may bring. */
    private static final Object NOT_YET = new Object();

    static RdpCookie of(Arguments arguments) {
        return new RdpCookie(arguments.text(0, ""));
    }

    /** 1 or 0: whether it is there; no value while that is open. */
    static Expression count(Arguments arguments) {
        RdpCookie cookie = of(arguments);
        return txn -> {
            Object value = cookie.find(txn.content());
            if (value == NOT_YET) return null;
            return value == null ? 0L : 1L;
        };
    }

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Object value = find(txn.content());
        return value == NOT_YET ? null : value;
    }

    private @Nullable Object find(Content content) {
        if (!content.isRaw()) return null;
        int at = PACKET_HEAD + FIELD.length();
        if (content.length() <= at) return await(content);
        if (!stands(FIELD, content, PACKET_HEAD)) return null;
        while (at < content.length() && content.at(at) == ' ') at++;
        return name.isEmpty() ? ofAnyName(content, at) : ofName(content, at);
    }

    private @Nullable Object ofName(Content content, int at) {
        int equals = at + name.length();
        if (content.length() <= equals) return await(content);
        return content.at(equals) == '=' && stands(name, content, at) ? value(content, equals + 1) : null;
    }

    private static @Nullable Object ofAnyName(Content content, int from) {
        for (int i = from; i < content.length(); i++) {
            byte b = content.at(i);
            if (b == '=') return value(content, i + 1);
            if (b == '\r' || b == '\n') return null;
        }
        return await(content);
    }

    private static @Nullable Object value(Content content, int start) {
        int end = start;
        while (end < content.length() && content.at(end) != '\r') end++;
        if (content.length() - end < 2) return await(content);
        return content.at(end + 1) == '\n' ? content.text(start, end) : null;
    }

    private static Object await(Content content) {
        content.awaitMore();
        return NOT_YET;
    }

    private static boolean stands(String text, Content content, int at) {
        for (int i = 0; i < text.length(); i++)
            if (lower(content.at(at + i)) != lower((byte) text.charAt(i))) return false;
        return true;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}

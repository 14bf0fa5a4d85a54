package io.weir.engine.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Content;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HashFunction;

/**
 * {@code balance url_param}: the value of a parameter of the query; of a POST also of the body, if what has come of it
 * holds the parameter. Immutable; any thread.
 */
final class ParamKey implements HashKey {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final byte[] name;
    private final HashFunction function;

    private ParamKey(byte[] name, HashFunction function) {
        this.name = name;
        this.function = function;
    }

    static ParamKey of(String name, HashFunction function) {
        return new ParamKey(name.getBytes(ISO_8859_1), function);
    }

    @Override
    public long hash(Transaction txn) {
        long found = inQuery(txn.request());
        return found == NONE && txn.request().method().equals("POST") ? inBody(txn.content()) : found;
    }

    @Override
    public boolean isNeededForOne() {
        return false;
    }

    private long inQuery(RequestHead head) {
        byte[] bytes = head.headers().bytes();
        int end = head.targetEnd();
        int at = indexOf(bytes, '?', head.targetStart(), end);
        while (at < end) {
            int start = at + 1;
            at = indexOf(bytes, '&', start, end);
            int value = start + name.length + 1;
            if (value <= at && bytes[value - 1] == '=' && isNamed(bytes, start))
                return HashKey.unsigned(function.of(bytes, value, at));
        }
        return NONE;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != wanted) at++;
        return at;
    }

    private boolean isNamed(byte[] bytes, int at) {
        for (int i = 0; i < name.length; i++) if (bytes[at + i] != name[i]) return false;
        return true;
    }

    // ---- a body, which few requests are looked up in

    private long inBody(Content body) {
        if (body.isRaw()) return NONE;
        byte[] bytes = body.text(0, body.length()).getBytes(ISO_8859_1);
        int at = -1;
        while (at < bytes.length) {
            int start = at + 1;
            at = indexOf(bytes, '&', start, bytes.length);
            int value = start + name.length + 1;
            if (value <= at && bytes[value - 1] == '=' && isNamed(bytes, start)) return ofBody(bytes, value, at);
        }
        return NONE;
    }

    /** As in HAProxy a value's first character says whether it is one: the empty value for a blank, none for a binary. */
    private long ofBody(byte[] bytes, int start, int end) {
        if (start == end || isToken((char) bytes[start])) return HashKey.unsigned(function.of(bytes, start, end));
        boolean blank = " \t\r\n".indexOf(bytes[start]) >= 0;
        return blank ? HashKey.unsigned(function.of(bytes, start, start)) : NONE;
    }

    private static boolean isToken(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || TOKEN_MARKS.indexOf(c) >= 0;
    }
}

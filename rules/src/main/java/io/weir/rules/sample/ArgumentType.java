package io.weir.rules.sample;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Type of an argument of a fetch or converter; each reads and checks its text. Any thread. */
public enum ArgumentType {
    STRING("a string"),
    INTEGER("an integer"),
    BOOLEAN("true or false"),
    IP4("an IPv4 address"),
    IP6("an IPv6 address"),
    MASK4("an IPv4 mask or 0 to 32"),
    MASK6("an IPv6 mask or 0 to 128"),
    /** A frontend's name; empty: the proxy where it stands. */
    FRONTEND("a frontend"),
    /** A backend's name; empty: the proxy where it stands. */
    BACKEND("a backend"),
    /** {@code backend/server}, or only the server's name for one of the proxy where it stands. */
    SERVER("[backend/]server"),
    /** The name of a stick table, which is that of its proxy; empty: the proxy where it stands. */
    TABLE("a stick table"),
    VARIABLE("a variable such as txn.name"),
    /** The name of a {@code userlist} section, which the reader replaces by its {@link Users}. */
    USERLIST("the name of a userlist"),
    /** The name of a variable of the environment, which the reader replaces by its {@link EnvironmentValue}. */
    ENVIRONMENT("the name of an environment variable"),
    /** An integer or a variable that holds one. */
    OPERAND("an integer or a variable"),
    /** Bytes in base64, or a variable that holds such. */
    SECRET("base64 or a variable"),
    /** Numbers of nested fields, such as {@code 2.1}. */
    FIELD_PATH("field numbers such as 2.1");

    private final String title;

    ArgumentType(String title) {
        this.title = title;
    }

    /** How problems call it. */
    public String title() {
        return title;
    }

    /** Whether an empty text between parentheses is an argument rather than none. */
    boolean mayBeEmpty() {
        return this == STRING || this == FRONTEND || this == BACKEND || this == TABLE || this == SECRET;
    }

    /**
     * Reads the text.
     *
     * @param proxy the proxy where it stands, for names that are left out; empty: none
     */
    Object read(String text, String proxy) throws BadArgumentException {
        if (text.isEmpty() && !mayBeEmpty()) throw new BadArgumentException("an argument is missing", title);
        return switch (this) {
            case STRING, USERLIST, ENVIRONMENT -> text;
            case INTEGER -> integer(text);
            case BOOLEAN -> bool(text);
            case IP4 -> found(Addresses.parse4(text, 4, 4), text);
            case IP6 -> found(text.indexOf(':') < 0 ? null : Addresses.parse(text), text);
            case MASK4 -> mask(text, 4);
            case MASK6 -> mask(text, 16);
            case FRONTEND, BACKEND, TABLE -> text.isEmpty() ? proxy : text;
            case SERVER -> ServerName.of(text, proxy);
            case VARIABLE -> Variable.of(text);
            case SECRET -> Secret.of(text);
            case FIELD_PATH -> fieldPath(text);
            case OPERAND -> isInteger(text) ? integer(text) : Variable.of(text);
        };
    }

    private static boolean isInteger(String text) {
        char first = text.charAt(0);
        return first >= '0' && first <= '9' || first == '-' || first == '+';
    }

    private Long integer(String text) throws BadArgumentException {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw bad(text);
        }
    }

    private Boolean bool(String text) throws BadArgumentException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw bad(text);
        };
    }

    private InetAddress found(@Nullable InetAddress address, String text) throws BadArgumentException {
        if (address == null) throw bad(text);
        return address;
    }

    /** As many numbers of 32 bits without sign. */
    private List<Integer> fieldPath(String text) throws BadArgumentException {
        List<Integer> path = new ArrayList<>();
        for (String number : text.split("\\.", -1)) {
            if (!number.matches("[0-9]{1,10}")) throw bad(text);
            path.add((int) Long.parseLong(number));
        }
        return path;
    }

    private byte[] mask(String text, int length) throws BadArgumentException {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int prefix = text.length() > 3 ? -1 : Integer.parseInt(text);
            if (prefix < 0 || prefix > length * 8) throw bad(text);
            return Addresses.mask(prefix, length);
        }
        byte[] mask = found(Addresses.parse(text), text).getAddress();
        if (mask.length != length) throw bad(text);
        return mask;
    }

    private BadArgumentException bad(String text) {
        return new BadArgumentException("'" + text + "' is not " + title, title);
    }
}

package io.weir.rules.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Which arguments a fetch or converter takes.
 *
 * @param types in order; those behind the required ones may be left out
 * @param required how many must stand there
 *     <p>Any thread.
 */
public record Signature(List<ArgumentType> types, int required) {
    static final Signature NONE = new Signature(List.of(), 0);

    public Signature {
        types = List.copyOf(types);
    }

    static Signature required(ArgumentType... types) {
        return new Signature(List.of(types), types.length);
    }

    static Signature optional(ArgumentType... types) {
        return new Signature(List.of(types), 0);
    }

    /** The first {@code required} ones must be there. */
    static Signature of(int required, ArgumentType... types) {
        return new Signature(List.of(types), required);
    }

    /**
     * Reads the arguments.
     *
     * @param texts what stands between the parentheses, in parts; empty without parentheses
     * @param proxy the proxy where they stand, for names that are left out; empty: none
     */
    public Arguments read(List<String> texts, String proxy) throws BadArgumentException {
        List<String> given = given(texts);
        if (given.size() > types.size())
            throw new BadArgumentException(
                    "too many arguments: " + given.size(), types.isEmpty() ? "none" : "at most " + types.size());
        if (given.size() < required && !isItself(given.size()))
            throw new BadArgumentException(
                    "an argument is missing", types.get(given.size()).title());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) values.add(types.get(i).read(given.get(i), proxy));
        for (int i = given.size(); i < types.size() && isItself(i); i++)
            values.add(types.get(i).read("", proxy));
        return new Arguments(types, values);
    }

    /**
     * The arguments that count. An empty text is one where the first must be there and may be empty. An empty last one
     * that need not be there is none, and 0 where it is a number, as in HAProxy; empty parentheses hold none.
     */
    private List<String> given(List<String> texts) {
        if (texts.isEmpty()) return required > 0 && firstMayBeEmpty() ? List.of("") : texts;
        int last = texts.size() - 1;
        if (types.isEmpty() && texts.equals(List.of(""))) return List.of();
        if (last >= types.size()
                || !texts.get(last).isEmpty()
                || types.get(last).mayBeEmpty()) return texts;
        if (last == 0) return List.of();
        if (last < required) return texts;
        List<String> given = new ArrayList<>(texts.subList(0, last));
        if (types.get(last) == ArgumentType.INTEGER) given.add("0");
        return given;
    }

    private boolean firstMayBeEmpty() {
        return !types.isEmpty() && types.getFirst().mayBeEmpty() && types.getFirst() != ArgumentType.TABLE;
    }

    /** Whether that argument, when it is left out, means the proxy where it stands: of tables only a required one. */
    private boolean isItself(int i) {
        return switch (types.get(i)) {
            case FRONTEND, BACKEND -> true;
            case TABLE -> i < required;
            case STRING,
                    USERLIST,
                    ENVIRONMENT,
                    INTEGER,
                    BOOLEAN,
                    IP4,
                    IP6,
                    MASK4,
                    MASK6,
                    SERVER,
                    VARIABLE,
                    OPERAND,
                    SECRET,
                    FIELD_PATH -> false;
        };
    }
}

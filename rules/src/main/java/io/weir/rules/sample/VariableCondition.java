package io.weir.rules.sample;

import io.weir.rules.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On what it depends whether {@code set-var} sets a variable (configuration manual section 4.2). Any thread. */
public enum VariableCondition {
    IFEXISTS,
    IFNOTEXISTS,
    IFEMPTY,
    IFNOTEMPTY,
    IFSET,
    IFNOTSET,
    IFGT,
    IFLT;

    private static final String NAMES =
            Arrays.stream(values()).map(VariableCondition::title).collect(Collectors.joining(", "));

    /** Those of these names, of which all must hold. */
    public static List<VariableCondition> named(List<String> names) throws BadArgumentException {
        var conditions = new ArrayList<VariableCondition>();
        for (String name : names) conditions.add(named(name));
        return List.copyOf(conditions);
    }

    private static VariableCondition named(String name) throws BadArgumentException {
        for (VariableCondition condition : values()) if (condition.title().equals(name)) return condition;
        throw new BadArgumentException("'" + name + "' is no condition", NAMES);
    }

    private String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the variable may be set to that value. It exists afterwards even if not, as in HAProxy, unless it was a
     * condition on that which failed.
     */
    public static boolean allHold(
            List<VariableCondition> conditions, Variable variable, Object value, Transaction txn) {
        if (conditions.isEmpty()) return true;
        boolean exists = variable.exists(txn);
        if (conditions.contains(exists ? IFNOTEXISTS : IFEXISTS)) return false;
        if (!exists && !txn.createVariable(variable.fullName())) return false;
        Object before = variable.value(txn);
        for (int i = 0; i < conditions.size(); i++) if (!conditions.get(i).holds(before, value)) return false;
        return true;
    }

    /** @param before its value until now; null: none */
    private boolean holds(@Nullable Object before, Object value) {
        return switch (this) {
            case IFEXISTS, IFNOTEXISTS -> true; // were looked at before the variable was created
            case IFSET -> before != null;
            case IFNOTSET -> before == null;
            case IFEMPTY -> value instanceof String text && text.isEmpty();
            case IFNOTEMPTY -> !(value instanceof String text) || !text.isEmpty();
            case IFGT -> !(before instanceof Long old && value instanceof Long number) || old > number;
            case IFLT -> !(before instanceof Long old && value instanceof Long number) || old < number;
        };
    }
}

package io.weir.rules.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On what it depends whether {@code set-var} sets a variable (configuration manual section 4.2). Any thread. */
enum VariableCondition {
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
    static VariableCondition[] named(List<String> names) throws BadArgumentException {
        var conditions = new VariableCondition[names.size()];
        for (int i = 0; i < conditions.length; i++) conditions[i] = named(names.get(i));
        return conditions;
    }

    private static VariableCondition named(String name) throws BadArgumentException {
        for (VariableCondition condition : values()) if (condition.title().equals(name)) return condition;
        throw new BadArgumentException("'" + name + "' is no condition", NAMES);
    }

    private String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the variable may be set.
     *
     * @param before its value until now
     */
    boolean holds(@Nullable Object before, Object value) {
        return switch (this) {
            case IFEXISTS, IFSET -> before != null;
            case IFNOTEXISTS, IFNOTSET -> before == null;
            case IFEMPTY -> value instanceof String text && text.isEmpty();
            case IFNOTEMPTY -> !(value instanceof String text) || !text.isEmpty();
            case IFGT -> !(before instanceof Long old && value instanceof Long number) || old > number;
            case IFLT -> !(before instanceof Long old && value instanceof Long number) || old < number;
        };
    }
}

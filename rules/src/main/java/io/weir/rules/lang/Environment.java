package io.weir.rules.lang;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that a configuration sees and, by {@code setenv} and its like, changes for the lines that
 * follow (configuration manual sections 2.3 and 3.1). The process's own environment stays as it is. Confined to the
 * reading thread.
 */
final class Environment {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z0-9_]*)}?");

    private final Map<String, String> values = new HashMap<>();

    Environment(Map<String, String> initial) {
        initial.forEach(this::set);
    }

    @Nullable String get(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * A text with the values of the variables that it names by {@code $NAME} or <code>${NAME}</code>, as HAProxy reads
     * addresses, quoted or not.
     *
     * @param unknown takes the names of those that are not there, which become nothing
     */
    String expand(String text, Consumer<String> unknown) {
        if (text.indexOf('$') < 0) return text;
        var expanded = new StringBuilder();
        var matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            var name = matcher.group(1);
            var value = get(name);
            if (value == null) unknown.accept(name);
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return matcher.appendTail(expanded).toString();
    }

    void set(String name, String value) {
        values.put(Latin1.of(name), Latin1.of(value));
    }

    /** As {@link #set}, for a value that came from the configuration itself. */
    void assign(String name, String value) {
        values.put(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }

    void keepOnly(Collection<String> names) {
        values.keySet().retainAll(names);
    }
}

package io.weir.rules.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk through JSON (RFC 8259) after the value at a path. What stands behind that value is not looked at; a fault
 * before it, or more than 20 levels, and nothing is found. Confined to one conversion.
 */
final class JsonScan {
    private static final int MAX_DEPTH = 20;
    /** A step for values that do not lie on the path. */
    private static final int ASIDE = -1;

    private final String json;
    private final List<Object> steps;
    private int at;
    private int depth;
    private @Nullable String found;

    JsonScan(String json, List<Object> steps) {
        this.json = json;
        this.steps = steps;
    }

    @Nullable String find() {
        value(0);
        return found;
    }

    /**
     * Passes one value.
     *
     * @param step which step of the path leads on from it
     * @return whether the walk goes on behind it: it is legal, and the path does not end in it
     */
    private boolean value(int step) {
        skipBlanks();
        int start = at;
        boolean legal = at < json.length()
                && switch (json.charAt(at)) {
                    case '{' -> container(step, '}');
                    case '[' -> container(step, ']');
                    case '"' -> string();
                    default -> word("true") || word("false") || word("null") || number();
                };
        if (!legal || step == ASIDE) return legal;
        if (step == steps.size()) found = json.substring(start, at);
        return false; // found, or the path ends here: a second member of the same name is not tried
    }

    private boolean container(int step, char end) {
        if (depth == MAX_DEPTH) return false;
        depth++;
        at++;
        skipBlanks();
        for (int index = 0; ; index++) {
            if (takes(end)) break;
            if (index > 0 && !takes(',')) return false;
            skipBlanks();
            if (takes(end)) break; // HAProxy takes a comma behind the last one
            int next = end == ']' ? step(step, index) : member(step);
            if (next == Integer.MIN_VALUE || !value(next)) return false;
            skipBlanks();
        }
        depth--;
        return true;
    }

    /** The step behind a member's name, which is passed; the least integer for a fault. */
    private int member(int step) {
        int start = at;
        if (at >= json.length() || json.charAt(at) != '"' || !string()) return Integer.MIN_VALUE;
        String name = json.substring(start + 1, at - 1);
        skipBlanks();
        return takes(':') ? step(step, name) : Integer.MIN_VALUE;
    }

    private int step(int step, Object taken) {
        boolean onPath = step != ASIDE && step < steps.size() && steps.get(step).equals(taken);
        return onPath ? step + 1 : ASIDE;
    }

    private boolean takes(char c) {
        if (at >= json.length() || json.charAt(at) != c) return false;
        at++;
        return true;
    }

    private boolean string() {
        for (at++; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '\\' && at + 1 < json.length() && "\\\"".indexOf(json.charAt(at + 1)) >= 0) at++;
            else if (c == 0) return false;
            else if (c == '"') {
                at++;
                return true;
            }
        }
        return false;
    }

    private boolean word(String word) {
        if (!json.startsWith(word, at)) return false;
        at += word.length();
        return true;
    }

    private boolean number() {
        int start = at;
        if (json.charAt(at) == '-') at++;
        if (!digits()) {
            at = start;
            return false;
        }
        if (takes('.')) digits();
        int mantissa = at;
        if (takes('e') || takes('E')) {
            if (!takes('-')) takes('+');
            if (!digits()) at = mantissa;
        }
        return true;
    }

    private boolean digits() {
        int start = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') at++;
        return at > start;
    }

    private void skipBlanks() {
        while (at < json.length() && " \t\n\r".indexOf(json.charAt(at)) >= 0) at++;
    }
}

package io.weir.rules.sample;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Brings PCRE's language to Java's where they differ and configurations use it: {@code [[:alpha:]]}, a bare {@code [} or
 * {@code &&} in a class, a bare <code>{</code>, {@code (?P<name>…)}. Any thread.
 */
final class RegexDialect {
    private static final Map<String, String> POSIX_CLASSES = Map.ofEntries(
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("digit", "\\p{Digit}"),
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("upper", "\\p{Upper}"),
            Map.entry("lower", "\\p{Lower}"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("blank", "\\p{Blank}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("xdigit", "\\p{XDigit}"),
            Map.entry("space", "\\s"),
            Map.entry("word", "\\w"));

    private static final Pattern REPETITION = Pattern.compile("\\{\\d+(,\\d*)?}");

    private final String pcre;
    private final StringBuilder java = new StringBuilder();
    private int at;

    private RegexDialect(String pcre) {
        this.pcre = pcre;
    }

    static String toJava(String pcre) {
        return new RegexDialect(pcre).translated();
    }

    private String translated() {
        while (at < pcre.length()) {
            char c = pcre.charAt(at);
            if (c == '\\') copyEscape();
            else if (c == '[') copyClass();
            else if (pcre.startsWith("(?P<", at)) replace("(?P<", "(?<");
            else if (c == '{' && !isRepetition()) replace("{", "\\{");
            else copy();
        }
        return java.toString();
    }

    private void copyClass() {
        copy();
        if (at < pcre.length() && pcre.charAt(at) == '^') copy();
        if (at < pcre.length() && pcre.charAt(at) == ']') replace("]", "\\]"); // literal when it comes first
        while (at < pcre.length() && pcre.charAt(at) != ']') {
            if (pcre.charAt(at) == '\\') copyEscape();
            else if (pcre.startsWith("[:", at)) copyPosixClass();
            else if (pcre.charAt(at) == '[') replace("[", "\\[");
            else if (pcre.charAt(at) == '&') replace("&", "\\&");
            else copy();
        }
        if (at < pcre.length()) copy();
    }

    private void copyPosixClass() {
        int end = pcre.indexOf(":]", at + 2);
        String name = end < 0 ? "" : pcre.substring(at + 2, end);
        boolean negated = name.startsWith("^");
        String known = POSIX_CLASSES.get(negated ? name.substring(1) : name);
        if (known == null) {
            replace("[", "\\[");
            return;
        }
        java.append(negated ? "[^" + known + "]" : known);
        at = end + 2;
    }

    /** Whether a brace here begins a count; any other one is literal in PCRE. */
    private boolean isRepetition() {
        return REPETITION.matcher(pcre).region(at, pcre.length()).lookingAt();
    }

    private void copyEscape() {
        copy();
        if (at < pcre.length()) copy();
    }

    private void copy() {
        java.append(pcre.charAt(at++));
    }

    private void replace(String from, String to) {
        java.append(to);
        at += from.length();
    }
}

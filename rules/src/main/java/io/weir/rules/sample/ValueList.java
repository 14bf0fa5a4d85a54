package io.weir.rules.sample;

/** The values between the commas of one header line (RFC 9110 section 5.6.1). Any thread. */
public final class ValueList {
    private ValueList() {}

    /** Every value in which the expression is found becomes the template, without the blanks around it; others stay. */
    public static String replaced(String line, Regex regex, String template) {
        var out = new StringBuilder(line.length());
        for (int start = 0; ; ) {
            int comma = commaAfter(line, start);
            int from = start;
            int to = comma;
            while (from < to && isBlank(line.charAt(from))) from++;
            while (to > from && isBlank(line.charAt(to - 1))) to--;
            String value = line.substring(from, to);
            String other = regex.expanded(value, template);
            if (other == null) out.append(line, start, comma);
            else out.append(other);
            if (comma == line.length()) return out.toString();
            out.append(',');
            start = comma + 1;
        }
    }

    /** Index of the next separating comma, or the length. */
    private static int commaAfter(String line, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') quoted = !quoted;
            else if (c == '\\' && quoted) i++;
            else if (c == ',' && !quoted) return i;
        }
        return line.length();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

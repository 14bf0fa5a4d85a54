package io.weir.rules.sample;

/** Where the text of a log format goes, as bytes or as characters of ISO 8859-1. Confined to one thread. */
public interface LogOutput {
    void append(char latin);

    default void append(String latin) {
        for (int i = 0; i < latin.length(); i++) append(latin.charAt(i));
    }

    default void append(long number) {
        if (number < 0) {
            append('-');
            if (number == Long.MIN_VALUE) append("9223372036854775808");
            else append(-number);
            return;
        }
        long unit = 1;
        for (long rest = number; rest >= 10; rest /= 10) unit *= 10;
        for (; unit > 0; unit /= 10) append((char) ('0' + number / unit % 10));
    }
}

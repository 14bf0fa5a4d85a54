package io.weir.replay;

import java.util.regex.Pattern;

/** What syslog puts before a line: priority, date, host and tag, each of which may be missing. Any thread. */
final class SyslogHeader {
    private static final String PRIORITY = "(?:<\\d{1,3}>)?";
    private static final String RFC5424 = "\\d \\S+ \\S+ \\S+ \\S+ \\S+ (?:-|(?:\\[(?:[^\\]\\\\]|\\\\.)*+\\])+) ?";
    private static final String DATE = "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S+)";
    private static final String TAG = "[^\\s:{\\[\"]+(?:\\[\\d+\\])?: ";
    private static final Pattern HEADER = Pattern.compile(PRIORITY + "(?:" + RFC5424 + "|" + DATE + " (?:(?:\\S+ )?"
            + TAG + ")?|[A-Za-z][^\\s:{\\[\"]*\\[\\d+\\]: )?");

    /** How lines begin that a proxy writes about itself. */
    private static final Pattern NOTICE = Pattern.compile(
            "(?:Proxy|Server|Backup Server|[Bb]ackend|Health check for server|Connect from|Stopping|Pausing|Resuming"
                    + "|Enabling|Disabling) .*|\\[(?:NOTICE|WARNING|ALERT)\\].*|\\S+ \\[[^\\]]*\\] \\S+/\\S+: .*");

    private SyslogHeader() {}

    /** Index of the message behind it; 0 where there is no header. */
    static int end(String line) {
        var matcher = HEADER.matcher(line);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    /** Whether what follows is no traffic, but something that a proxy says about itself or about a connection. */
    static boolean isNotice(String line, int start) {
        return NOTICE.matcher(line).region(start, line.length()).matches();
    }
}

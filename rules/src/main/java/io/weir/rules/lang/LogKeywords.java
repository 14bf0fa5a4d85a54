package io.weir.rules.lang;

import io.weir.rules.config.LogHeader;
import io.weir.rules.config.LogSample;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.LogTarget.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code log} and what its lines start with (configuration manual sections 3.1 and 4.2). Any thread. */
final class LogKeywords {
    static final Setting<List<LogLine>> LOG = Setting.inherited();
    private static final Setting<String> LOG_TAG = Setting.own();
    private static final Setting<String> PROXY_TAG = Setting.inherited();
    private static final Setting<String> LOG_SEND_HOSTNAME = Setting.own();

    private static final int DEFAULT_LENGTH = 1024;
    private static final int MIN_LENGTH = 80;
    private static final int MAX_LENGTH = 65535;
    private static final int DEBUG = 7;
    private static final List<String> FACILITIES = List.of(
            "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "auth2", "ftp", "ntp",
            "audit", "alert", "cron2", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7");
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
    private static final Map<String, Format> FORMATS = formats();

    private LogKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("log", Section.PROCESS, LogKeywords::target, LogKeywords::none);
        table.add("log", Section.PROXIES, LogKeywords::globalOrTarget, LogKeywords::none);
        table.add("log-tag", Section.PROCESS, (line, global) -> global.set(LOG_TAG, line.text("a tag"), line.place));
        table.add("log-tag", Section.PROXIES, (line, draft) -> draft.set(PROXY_TAG, line.text("a tag"), line.place));
        table.add("log-send-hostname", Section.PROCESS, LogKeywords::hostname);
    }

    static LogHeader header(Draft global) {
        return new LogHeader(global.get(LOG_TAG, "weir"), global.get(LOG_SEND_HOSTNAME, ""));
    }

    /** Where a proxy logs to, under its own tag if it has one. */
    static List<LogTarget> targetsOfProxy(Draft draft, Draft global) {
        var targets = targets(draft, global);
        var tag = draft.get(PROXY_TAG);
        return tag == null
                ? targets
                : targets.stream().map(target -> target.tagged(tag)).toList();
    }

    /** Where a section logs to; {@code log global} is replaced by what {@code global} says. */
    static List<LogTarget> targets(Draft draft, Draft global) {
        var targets = new ArrayList<LogTarget>();
        for (var line : draft.all(LOG)) {
            switch (line) {
                case LogLine.Global _ -> targets.addAll(targets(global, global));
                case LogLine.Target(var target, var formatSaid) ->
                    targets.add(
                            formatSaid || global.get(LOG_SEND_HOSTNAME) == null ? target : target.with(Format.RFC3164));
            }
        }
        return targets;
    }

    private static void hostname(Line line, Draft global) {
        var name = line.words.hasNext() ? line.text("a name") : global.get(LOG_SEND_HOSTNAME, Hostname.get());
        global.set(LOG_SEND_HOSTNAME, name, line.place);
    }

    private static void none(Line line, Draft draft) {
        draft.set(LOG, List.of(), line.place);
    }

    private static void globalOrTarget(Line line, Draft draft) {
        if (line.takes("global")) draft.add(LOG, new LogLine.Global(), line.place);
        else target(line, draft);
    }

    private static void target(Line line, Draft draft) {
        var sink = AddressReader.log(line, line.word("an address"));
        int length = line.takes("len") ? line.number(MIN_LENGTH, MAX_LENGTH) : DEFAULT_LENGTH;
        boolean formatSaid = line.takes("format");
        var format = formatSaid ? line.choice(FORMATS) : Format.LOCAL;
        var sample = line.takes("sample") ? LogSampleReader.read(line) : LogSample.ALL;
        int facility = index(line, line.word("a facility"), FACILITIES);
        int maxLevel = line.words.hasNext() ? index(line, line.words.take(), LEVELS) : DEBUG;
        int minLevel = line.words.hasNext() ? index(line, line.words.take(), LEVELS) : 0;
        var target = new LogTarget(sink, facility, maxLevel, minLevel, format, length, sample, "", line.place);
        draft.add(LOG, new LogLine.Target(target, formatSaid), line.place);
    }

    private static int index(Line line, Word word, List<String> names) {
        int index = names.indexOf(word.text());
        if (index < 0) throw line.bad(word, Line.listed(names));
        return index;
    }

    private static Map<String, Format> formats() {
        var formats = new LinkedHashMap<String, Format>();
        for (var format : Format.values()) formats.put(format.name().toLowerCase(Locale.ROOT), format);
        return formats;
    }
}

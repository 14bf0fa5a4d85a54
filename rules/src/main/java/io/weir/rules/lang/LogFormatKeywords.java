package io.weir.rules.lang;

import io.weir.rules.UniqueId;
import io.weir.rules.config.LogOptions;
import io.weir.rules.config.LogOptions.Formats;
import io.weir.rules.config.Mode;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.LogFormats.Target;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a frontend look like, and the id of its requests (configuration manual section 4.2,
 * {@code log-format}, {@code option httplog}, {@code unique-id-format}). Texts are read where they are used, since what
 * they may show depends on the proxy. Any thread.
 */
final class LogFormatKeywords {
    /** The line, and where it was said. */
    static final Setting<Chosen> LINE = Setting.inherited();

    private static final Setting<Word> ERROR = Setting.inherited();
    private static final Setting<Word> STRUCTURED_DATA = Setting.inherited();
    private static final Setting<Word> UNIQUE_ID = Setting.inherited();
    private static final Setting<Formats> FORMATS = Setting.own();
    private static final Setting<UniqueId> MADE_ID = Setting.own();
    private static final Setting<String> UNIQUE_ID_HEADER = Setting.inherited();
    private static final Setting<Boolean> DONT_LOG_NULL = Setting.inherited();
    private static final Setting<Boolean> DONT_LOG_NORMAL = Setting.inherited();
    private static final Setting<Boolean> SEPARATE_ERRORS = Setting.inherited();
    private static final Setting<Boolean> ASAP = Setting.inherited();

    private static final String CLF = "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s"
            + " %TR %Tw %Tc %Tr %Ta %tsc %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";
    private static final String TCP = "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";

    /** Its last fields are those of a connection without TLS. */
    private static final String HTTPS = "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc"
            + " %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r 0/-/-/-/0 -/%sslv/%sslc";

    private LogFormatKeywords() {}

    /**
     * A line that was chosen.
     *
     * @param text null: the line has none of its own
     */
    record Chosen(
            String title, LogOptions.Line line, @Nullable Word text) {}

    static void addTo(KeywordTable table) {
        table.add("log-format", Section.PROXIES, LogFormatKeywords::logFormat);
        table.add("log-format-sd", Section.PROXIES, (line, draft) -> text(line, draft, STRUCTURED_DATA));
        table.add("error-log-format", Section.PROXIES, (line, draft) -> text(line, draft, ERROR));
        table.add("unique-id-format", Section.PROXIES, (line, draft) -> text(line, draft, UNIQUE_ID));
        table.add("unique-id-header", Section.PROXIES, LogFormatKeywords::uniqueIdHeader);
        table.add("option httplog", Section.PROXIES, LogFormatKeywords::httpLog);
        table.add(
                "option httpslog",
                Section.PROXIES,
                (line, draft) -> standard(line, draft, LogOptions.Line.CUSTOM, new Word(HTTPS, line.place)));
        table.add(
                "option tcplog",
                Section.PROXIES,
                (line, draft) -> standard(line, draft, LogOptions.Line.CUSTOM, new Word(TCP, line.place)));
        table.add(
                "option jsonlog", Section.PROXIES, (line, draft) -> standard(line, draft, LogOptions.Line.JSON, null));
        flag(table, "dontlognull", DONT_LOG_NULL);
        flag(table, "dontlog-normal", DONT_LOG_NORMAL);
        flag(table, "log-separate-errors", SEPARATE_ERRORS);
        flag(table, "logasap", ASAP);
    }

    private static void flag(KeywordTable table, String name, Setting<Boolean> setting) {
        OptionKeywords.flag(table, name, Section.CLIENT_SIDE, setting);
    }

    // ---- what holds for a frontend

    /** Reads the texts that hold for a frontend, so that what they name is checked with all the rest. */
    static void compile(Draft draft, Problems problems) {
        if (ProxyKeywords.mode(draft) == Mode.TCP) leaveHttp(draft, problems);
        var chosen = draft.get(LINE);
        var formats = new Formats(
                chosen == null ? null : format(chosen.text(), draft, problems),
                format(draft.get(ERROR), draft, problems),
                format(draft.get(STRUCTURED_DATA), draft, problems));
        draft.set(FORMATS, formats, draft.place);
        var id = draft.get(UNIQUE_ID);
        if (id != null) draft.set(MADE_ID, read(id, draft, problems, Usable.REQUEST, Target.ID)::render, draft.place);
    }

    private static void leaveHttp(Draft draft, Problems problems) {
        var chosen = draft.get(LINE);
        if (chosen == null || !chosen.title().startsWith("option http")) return;
        var place = draft.placeOf(LINE);
        problems.warning(
                "needs-http",
                place,
                "'" + chosen.title() + "' is not for " + draft.title()
                        + ", which has mode tcp; it logs as with 'option tcplog'",
                "'mode http'");
        draft.set(LINE, new Chosen("option tcplog", LogOptions.Line.CUSTOM, new Word(TCP, place)), place);
    }

    static LogOptions options(Draft draft, Draft global) {
        var chosen = draft.get(LINE);
        return new LogOptions(
                LogKeywords.targetsOfProxy(draft, global),
                chosen == null ? LogOptions.Line.CONNECT : chosen.line(),
                draft.get(FORMATS, Formats.NONE),
                draft.get(DONT_LOG_NULL, false),
                draft.get(DONT_LOG_NORMAL, false),
                draft.get(SEPARATE_ERRORS, false),
                draft.get(ASAP, false));
    }

    static @Nullable UniqueId uniqueId(Draft draft) {
        return draft.get(MADE_ID);
    }

    static String uniqueIdHeader(Draft draft) {
        return draft.get(UNIQUE_ID_HEADER, "");
    }

    private static @Nullable LogFormat format(@Nullable Word word, Draft draft, Problems problems) {
        return word == null ? null : read(word, draft, problems, Usable.LOG, Target.LINE);
    }

    private static LogFormat read(Word word, Draft draft, Problems problems, Usable where, Target target) {
        try {
            return new LogFormatReader(draft.acls).read(word, problems, where, target);
        } catch (LineFault fault) {
            problems.add(fault.problem());
            return txn -> "";
        }
    }

    // ---- the lines

    private static void logFormat(Line line, Draft draft) {
        var word = oneText(line);
        choose(line, draft, new Chosen(line.keyword, LogOptions.Line.CUSTOM, word));
    }

    private static void httpLog(Line line, Draft draft) {
        if (line.takes("clf")) {
            var chosen = new Chosen("option httplog clf", LogOptions.Line.CUSTOM, new Word(CLF, line.place));
            choose(line, draft, chosen);
        } else standard(line, draft, LogOptions.Line.HTTP, null);
    }

    private static void standard(Line line, Draft draft, LogOptions.Line kind, @Nullable Word text) {
        if (line.words.hasNext()) {
            var word = line.words.take();
            throw line.bad(word, line.keyword.equals("option httplog") ? "clf or nothing" : "nothing");
        }
        choose(line, draft, new Chosen(line.keyword, kind, text));
    }

    private static void choose(Line line, Draft draft, Chosen chosen) {
        warnInBackend(line, draft);
        var before = draft.get(LINE);
        if (before != null && draft.section == Section.DEFAULTS && draft.says(LINE))
            line.warn(
                    "overridden",
                    line.place,
                    "'" + chosen.title() + "' overrides the previous '" + before.title() + "' in 'defaults'",
                    "");
        draft.set(LINE, chosen, line.place);
    }

    private static void text(Line line, Draft draft, Setting<Word> setting) {
        var word = oneText(line);
        if (setting != UNIQUE_ID) warnInBackend(line, draft);
        draft.set(setting, word, line.place);
    }

    private static Word oneText(Line line) {
        var word = line.word("a log format");
        if (!line.words.hasNext()) return word;
        var extra = line.words.take();
        throw line.fault(
                "extra-argument",
                extra.place(),
                "'" + line.keyword + "' takes one argument, and " + Line.quoted(extra) + " is another",
                "quotes around the whole text, or '\\ ' for its spaces");
    }

    private static void uniqueIdHeader(Line line, Draft draft) {
        var word = line.word("a header's name");
        draft.set(UNIQUE_ID_HEADER, OptionKeywords.headerName(line, word), line.place);
    }

    private static void warnInBackend(Line line, Draft draft) {
        if (draft.section == Section.BACKEND)
            line.warn("no-effect", line.place, "'" + line.keyword + "' is ignored in backends", "it in a frontend");
    }
}

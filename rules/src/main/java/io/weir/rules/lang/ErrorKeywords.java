package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Phase;
import io.weir.rules.Reply;
import io.weir.rules.StandardReason;
import io.weir.rules.action.ReplyTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a proxy answers in place of the built-in error pages (configuration manual section 4.2). Any thread. */
final class ErrorKeywords {
    private static final Setting<List<Choice>> ERRORS = Setting.inherited();

    private ErrorKeywords() {}

    /** One line; a later one counts for the statuses that both have. */
    private sealed interface Choice {}

    private record One(int status, ReplyTemplate reply) implements Choice {}

    private record File(ErrorFile file) implements Choice {}

    /** @param statuses empty: all that the section has */
    private record Files(HttpErrors section, List<Integer> statuses) implements Choice {}

    static void addTo(KeywordTable table) {
        table.add(
                "errorfile",
                Section.PROXIES,
                (line, draft) -> draft.add(ERRORS, new File(ErrorFile.read(line)), line.place));
        table.add("errorfiles", Section.PROXIES, ErrorKeywords::errorFiles);
        table.add("errorloc", Section.PROXIES, (line, draft) -> errorLocation(302, line, draft));
        table.add("errorloc302", Section.PROXIES, (line, draft) -> errorLocation(302, line, draft));
        table.add("errorloc303", Section.PROXIES, (line, draft) -> errorLocation(303, line, draft));
        table.add("http-error", Section.PROXIES, ErrorKeywords::httpError);
    }

    /** What answers, by status. */
    static Map<Integer, ReplyTemplate> of(Draft draft) {
        var replies = new HashMap<Integer, ReplyTemplate>();
        for (var choice : draft.all(ERRORS)) {
            switch (choice) {
                case One one -> replies.put(one.status, one.reply);
                case File(var file) -> replies.put(file.status(), file.reply());
                case Files files -> replies.putAll(files.statuses.isEmpty() ? files.section.pages() : chosen(files));
            }
        }
        // what means the default pages is as good as nothing said
        replies.values().removeIf(reply -> reply instanceof ReplyTemplate.Page);
        return replies;
    }

    /** Files whose size is to be checked. */
    static List<ErrorFile> files(Draft draft) {
        var files = new ArrayList<ErrorFile>();
        for (var choice : draft.all(ERRORS)) if (choice instanceof File(var file)) files.add(file);
        return files;
    }

    private static Map<Integer, ReplyTemplate> chosen(Files files) {
        var pages = new TreeMap<>(files.section.pages());
        pages.keySet().retainAll(files.statuses);
        return pages;
    }

    private static void errorFiles(Line line, Draft draft) {
        var name = line.word("the name of an 'http-errors' section");
        var statuses = new ArrayList<Integer>();
        var shared = draft.acls.shared();
        while (line.words.hasNext()) {
            int status = line.choice(ErrorFile.CODES);
            statuses.add(status);
            shared.useHttpErrors(name, status);
        }
        if (statuses.isEmpty()) shared.useHttpErrors(name, 0);
        draft.add(ERRORS, new Files(shared.httpErrors(name.text()), List.copyOf(statuses)), line.place);
    }

    private static void errorLocation(int code, Line line, Draft draft) {
        int status = line.choice(ErrorFile.CODES);
        var location = line.word("a URL");
        for (int i = 0; i < location.text().length(); i++)
            if (location.text().charAt(i) < ' ') throw line.bad(location, "a URL");
        String head = "HTTP/1.1 " + code + " " + StandardReason.ofRedirection(code) + "\r\nCache-Control: no-cache\r\n"
                + "Content-length: 0\r\nLocation: " + location.text() + "\r\n\r\n";
        var reply = new Reply.Raw(code, head.getBytes(ISO_8859_1));
        draft.add(ERRORS, new One(status, new ReplyTemplate.Whole(reply)), line.place);
    }

    private static void httpError(Line line, Draft draft) {
        var keyword = new Word(line.keyword, line.place);
        var reader = new ActionLine(Phase.HTTP_REQUEST, keyword, "", line.words, draft.acls, line.problems);
        var page = ReplyReader.httpError(reader);
        draft.add(ERRORS, new One(page.status(), page.reply()), line.place);
    }
}

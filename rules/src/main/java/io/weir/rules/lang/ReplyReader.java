package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Phase;
import io.weir.rules.Reply;
import io.weir.rules.Verdict;
import io.weir.rules.action.Action;
import io.weir.rules.action.Answer;
import io.weir.rules.action.DenyWith;
import io.weir.rules.action.ReplyTemplate;
import io.weir.rules.action.ReplyTemplate.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of {@code return}, {@code deny} and {@code tarpit} (configuration manual section 4.2). Made for
 * one line; confined to the reading thread.
 */
final class ReplyReader {
    /** Statuses that have an error page, and so need no body. */
    private static final Set<Integer> WITH_PAGE = new TreeSet<>(
            Set.of(200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504));

    private static final Body NO_BODY = Body.fixed(new byte[0]);

    private final ActionLine line;
    private final List<ReplyTemplate.Field> fields = new ArrayList<>();
    private int status;
    private @Nullable Word statusWord;
    private String contentType = "";
    private @Nullable Word bodyWord;
    private Body body = NO_BODY;
    private Reply.@Nullable Raw whole;

    private ReplyReader(ActionLine line, int status) {
        this.line = line;
        this.status = status;
    }

    static Action answer(ActionLine line) {
        var reader = new ReplyReader(line, 200);
        while (line.hasNext() && reader.takesParameter()) {}
        return new Answer(reader.template());
    }

    static Action deny(ActionLine line) {
        var reader = new ReplyReader(line, line.phase() == Phase.HTTP_REQUEST ? 403 : 502);
        while (line.hasNext() && reader.takesParameter()) {}
        if (reader.hasReply()) return new DenyWith(reader.template());
        int status = reader.pageStatus();
        return (txn, origin) -> new Verdict.Deny(status, origin);
    }

    static Action tarpit(ActionLine line) {
        var reader = new ReplyReader(line, 500);
        while (line.hasNext() && reader.takesParameter()) {}
        if (reader.hasReply())
            throw line.fault(
                    "unsupported-parameter",
                    line.place(),
                    "a reply of 'tarpit' itself is not supported by Weir yet",
                    "'deny_status'");
        int status = reader.pageStatus();
        return (txn, origin) -> new Verdict.Tarpit(status, origin);
    }

    private boolean hasReply() {
        return bodyWord != null || !fields.isEmpty() || !contentType.isEmpty();
    }

    private int pageStatus() {
        if (statusWord != null && !WITH_PAGE.contains(status))
            throw line.bad(
                    statusWord,
                    "a status that has an error page ("
                            + Line.listed(
                                    WITH_PAGE.stream().map(String::valueOf).toList()) + "), or a reply of its own");
        return status;
    }

    private ReplyTemplate template() {
        if (whole != null) return new ReplyTemplate.Whole(whole);
        if (bodyWord != null && contentType.isEmpty())
            throw line.fault(
                    "missing-argument", bodyWord.place(), "a body without 'content-type'", "'content-type' and a type");
        return new ReplyTemplate.Parts(status, body == NO_BODY ? "" : contentType, fields, body);
    }

    /** Takes one parameter; false when the next word is none. */
    private boolean takesParameter() {
        switch (line.peek()) {
            case "status", "deny_status" -> status();
            case "content-type" -> contentType();
            case "string", "lf-string", "file", "lf-file", "errorfile" -> body();
            case "hdr" -> field();
            case "default-errorfiles", "errorfiles" -> {
                Word word = line.word("");
                throw line.fault(
                        "unsupported-parameter",
                        word.place(),
                        "HAProxy's parameter '" + word.text() + "' is not supported by Weir yet",
                        "'errorfile' and a file");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void status() {
        line.word("");
        String expected = "a status of 200 to 599";
        Word word = line.word(expected);
        statusWord = word;
        try {
            status = Integer.parseInt(word.text());
        } catch (NumberFormatException e) {
            throw line.bad(word, expected);
        }
        if (status < 200 || status > 599) throw line.bad(word, expected);
    }

    private void contentType() {
        line.word("");
        Word word = line.word("a media type");
        boolean legal = word.text().chars().allMatch(c -> c >= ' ' && c != 127);
        if (!legal || word.text().isBlank()) throw line.bad(word, "a media type");
        contentType = word.text();
    }

    private void body() {
        Word kind = line.word("");
        if (bodyWord != null)
            throw line.fault(
                    "extra-argument", kind.place(), "there is a body already, of '" + bodyWord.text() + "'", "");
        bodyWord = kind;
        Word word = line.word(kind.text().endsWith("string") ? "a text" : "a file");
        switch (kind.text()) {
            case "string" -> body = Body.fixed(word.text().getBytes(ISO_8859_1));
            case "lf-string" -> body = Body.of(line.format(word));
            case "file" -> body = Body.fixed(line.file(word));
            case "lf-file" ->
                body = Body.of(line.format(new Word(new String(line.file(word), ISO_8859_1), word.place())));
            default -> errorFile(word);
        }
    }

    private void errorFile(Word word) {
        byte[] bytes = line.file(word);
        String text = new String(bytes, ISO_8859_1);
        String fault = text.isEmpty() ? "it is empty" : ErrorFile.fault(text);
        if (!fault.isEmpty())
            throw line.fault(
                    "bad-file", word.place(), Latin1.readable(word.text()) + ": " + fault, "a whole HTTP response");
        whole = new Reply.Raw(Integer.parseInt(text.substring(9, 12)), bytes);
    }

    private void field() {
        line.word("");
        String name = line.headerName();
        fields.add(new ReplyTemplate.Field(name, line.format("a value")));
    }
}

package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Phase;
import io.weir.rules.Place;
import io.weir.rules.Reply;
import io.weir.rules.Verdict;
import io.weir.rules.action.Action;
import io.weir.rules.action.Answer;
import io.weir.rules.action.DenyWith;
import io.weir.rules.action.ReplyTemplate;
import io.weir.rules.action.ReplyTemplate.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of {@code return}, {@code deny}, {@code tarpit} and {@code http-error} (configuration manual section
 * 4.2). Made for one line; confined to the reading thread.
 */
final class ReplyReader {
    private static final Body NO_BODY = Body.fixed(new byte[0]);

    private final ActionLine line;
    private final List<ReplyTemplate.Field> fields = new ArrayList<>();
    private int status;
    private @Nullable Word statusWord;
    private @Nullable Word contentTypeWord;
    private @Nullable Word fieldWord;
    private @Nullable Word bodyWord;
    private Body body = NO_BODY;
    private boolean bodyIsEmpty = true;
    private @Nullable ReplyTemplate whole;
    private @Nullable Word section;

    /** @param reply what {@code http-error} answers with in place of the page of a status */
    record Page(int status, ReplyTemplate reply) {}

    private ReplyReader(ActionLine line, int status) {
        this.line = line;
        this.status = status;
    }

    static Action answer(ActionLine line) {
        return new Answer(new ReplyReader(line, 200).reply());
    }

    static Action deny(ActionLine line) {
        var reader = new ReplyReader(line, line.phase() == Phase.HTTP_REQUEST ? 403 : 502);
        ReplyTemplate reply = reader.refusal();
        if (!(reply instanceof ReplyTemplate.Page(var page))) return new DenyWith(reply);
        int status = page.status();
        return (txn, origin) -> new Verdict.Deny(status, origin);
    }

    static Action tarpit(ActionLine line) {
        ReplyTemplate reply = new ReplyReader(line, 500).refusal();
        return (txn, origin) -> new Verdict.Tarpit(reply.reply(txn), origin);
    }

    static Page httpError(ActionLine line) {
        var reader = new ReplyReader(line, 0);
        ReplyTemplate reply = reader.reply();
        if (reader.statusWord == null)
            throw line.fault(
                    "missing-argument", line.place(), "'http-error' does not say whose page it is", "'status'");
        reader.checkHasPage();
        return new Page(reader.status, reply);
    }

    /** Without arguments, or with {@code deny_status} alone, the proxies' pages answer. */
    private ReplyTemplate refusal() {
        boolean bare = !line.hasNext();
        boolean old = !bare && line.peek().equals("deny_status");
        if (old) status();
        if (!old && !bare || old && line.hasNext()) return reply();
        checkHasPage();
        return new ReplyTemplate.Page(status);
    }

    private ReplyTemplate reply() {
        while (line.hasNext() && takesParameter()) {}
        if (section != null) {
            checkHasPage();
            int of = status;
            HttpErrors errors = line.shared().useHttpErrors(section, status);
            whole = new ReplyTemplate.Elsewhere(() -> errors.reply(of));
        } else if (bodyWord != null && bodyWord.text().equals("default-errorfiles")) {
            checkHasPage();
            whole = new ReplyTemplate.Page(status);
        }
        if (whole == null) return composed();
        ignore(contentTypeWord, "beside an error file");
        ignore(fieldWord, "beside an error file");
        return whole;
    }

    private ReplyTemplate composed() {
        if (!bodyIsEmpty && (status == 204 || status == 304))
            throw line.fault("extra-argument", place(bodyWord), "a response " + status + " has no body", "");
        if (!bodyIsEmpty && contentTypeWord == null)
            throw line.fault(
                    "missing-argument", place(bodyWord), "a body without 'content-type'", "'content-type' and a type");
        if (bodyIsEmpty) ignore(contentTypeWord, "without a body");
        String type = bodyIsEmpty || contentTypeWord == null ? "" : contentTypeWord.text();
        return new ReplyTemplate.Parts(status, type, fields, body);
    }

    private Place place(@Nullable Word word) {
        return word == null ? line.place() : word.place();
    }

    private void ignore(@Nullable Word word, String why) {
        if (word != null)
            line.warn("no-effect", word.place(), "'" + Latin1.readable(word.text()) + "' has no effect " + why, "");
    }

    private void checkHasPage() {
        if (ErrorFile.CODES.containsValue(status)) return;
        String expected = "a status that has an error page (" + Line.listed(new TreeSet<>(ErrorFile.CODES.keySet()))
                + "), or a reply of its own";
        if (statusWord != null) throw line.bad(statusWord, expected);
    }

    /** Takes one parameter; false when the next word is none. */
    private boolean takesParameter() {
        switch (line.peek()) {
            case "status" -> status();
            case "content-type" -> contentType();
            case "string", "lf-string", "file", "lf-file", "errorfile", "errorfiles", "default-errorfiles" -> body();
            case "hdr" -> field();
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
        contentTypeWord = word;
    }

    private void body() {
        Word kind = line.word("");
        if (bodyWord != null)
            throw line.fault(
                    "extra-argument", kind.place(), "there is a body already, of '" + bodyWord.text() + "'", "");
        bodyWord = kind;
        switch (kind.text()) {
            case "string" -> fixed(line.word("a text").text().getBytes(ISO_8859_1));
            case "file" -> fixed(line.file(line.word("a file")));
            case "lf-string" -> format(line.word("a text"));
            case "lf-file" -> {
                Word file = line.word("a file");
                format(new Word(new String(line.file(file), ISO_8859_1), file.place()));
            }
            case "errorfile" -> errorFile(line.word("a file"));
            case "errorfiles" -> section = line.word("the name of an 'http-errors' section");
            default -> {} // the proxies' pages
        }
    }

    private void fixed(byte[] bytes) {
        body = Body.fixed(bytes);
        bodyIsEmpty = bytes.length == 0;
    }

    private void format(Word text) {
        body = Body.of(line.format(text));
        bodyIsEmpty = false;
    }

    private void errorFile(Word word) {
        String text = new String(line.file(word), ISO_8859_1);
        String fault = ErrorFile.fault(text);
        if (!fault.isEmpty())
            throw line.fault(
                    "bad-file", word.place(), Latin1.readable(word.text()) + ": " + fault, "a whole HTTP response");
        int said = text.isEmpty() ? status : Integer.parseInt(text.substring(9, 12));
        whole = new ReplyTemplate.Whole(new Reply.Raw(said, ErrorFile.bytes(text)));
    }

    private void field() {
        Word hdr = line.word("");
        Word word = new Word(line.peek(), line.place());
        String name = line.headerName();
        ReplyTemplate.Field field = new ReplyTemplate.Field(name, line.format("a value"));
        switch (name.toLowerCase(Locale.ROOT)) {
            case "content-length", "transfer-encoding", "content-type" -> ignore(word, "as a header of a reply");
            default -> {
                fieldWord = hdr;
                fields.add(field);
            }
        }
    }
}

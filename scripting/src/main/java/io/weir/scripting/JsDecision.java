package io.weir.scripting;

import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.IllegalEffectException;
import io.weir.rules.Origin;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a running hook has decided so far, taken down piece by piece from the prelude. The first decision of a hook
 * stands; a second one is an error. Public only because the script host calls nothing else. Loop-confined.
 */
public final class JsDecision {
    private static final int FORBIDDEN = 403;
    private static final int BAD_GATEWAY = 502;

    private final JsTxn txn;
    private final Position position;
    private final ScriptErrors errors;
    private final ReplyParts parts;
    private Verdict verdict = Verdict.CONTINUE;
    private @Nullable Reply reply;
    private @Nullable ErrorEvent event;
    private Verdict.@Nullable UseBackend lastBackend;
    private boolean logLine = true;

    JsDecision(JsTxn txn, Position position, ScriptErrors errors) {
        this.txn = txn;
        this.position = position;
        this.errors = errors;
        this.parts = new ReplyParts(errors);
    }

    /** @param failure what {@code http_error} is about, else null */
    void begin(@Nullable ErrorEvent failure) {
        verdict = Verdict.CONTINUE;
        reply = null;
        event = failure;
        logLine = true;
    }

    Verdict verdict() {
        return verdict;
    }

    @Nullable Reply errorReply() {
        return reply;
    }

    boolean logLine() {
        return logLine;
    }

    @Export
    public void useBackend(String name) {
        txn.live();
        Origin origin = position.ofReturn();
        var last = lastBackend;
        if (last == null || !last.backend().equals(name) || last.origin() != origin) {
            if (name.isEmpty()) throw errors.of("use_backend gave back an empty name");
            lastBackend = last = new Verdict.UseBackend(name, origin);
        }
        verdict = last;
    }

    /** The status of a refusal that names none: 403, and 502 for a server's response. */
    @Export
    public int denyStatus() {
        return txn.hook() == Hook.HTTP_RESPONSE ? BAD_GATEWAY : FORBIDDEN;
    }

    @Export
    public void deny(int status) {
        decide("txn.deny", new Verdict.Deny(status, position.ofCall()));
    }

    @Export
    public void denyWith() {
        decide("txn.deny", new Verdict.DenyWith(composed(), position.ofCall()));
    }

    @Export
    public void tarpit(int status) {
        if (txn.hook() == Hook.HTTP_RESPONSE) throw errors.of("txn.tarpit is for http_request");
        decide("txn.tarpit", new Verdict.Tarpit(new Reply.Page(status), position.ofCall()));
    }

    @Export
    public void returnReply() {
        decide("txn.return", new Verdict.Return(composed(), position.ofCall()));
    }

    /** The hook gave back a reply. */
    @Export
    public void replyGivenBack() {
        decide("a reply", new Verdict.Return(composed(), position.ofReturn()));
    }

    @Export
    public void redirect(String url, int code) {
        parts.start(code, "");
        parts.field("location", url);
        if (code == 302 || code == 303 || code == 307) parts.field("cache-control", "no-cache");
        decide("txn.redirect", new Verdict.Return(composed(), position.ofCall()));
    }

    @Export
    public void replyStart(int status, String reason) {
        txn.live();
        parts.start(status, reason);
    }

    @Export
    public void replyField(String name, String value) {
        parts.field(name, value);
    }

    @Export
    public void replyText(String body) {
        parts.text(body);
    }

    @Export
    @SuppressWarnings("exports") // nobody but the script host calls it
    public void replyBytes(Value buffer, int offset, int length) {
        byte[] body = new byte[length];
        buffer.readBuffer(offset, body, 0, length);
        parts.bytes(body);
    }

    @Export
    public int errorStatus() {
        return failure().status();
    }

    @Export
    public String errorCause() {
        return failure().cause().scriptName();
    }

    @Export
    public String errorTerm() {
        return failure().term();
    }

    @Export
    public void errorReplyGivenBack() {
        reply = composed();
    }

    @Export
    public void noLogLine() {
        logLine = false;
    }

    @Export
    public void logField(String name, String value) {
        try {
            txn.live().effects().addLogField(name, value, txn.origin());
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    /** Configuration manual section 4.2, {@code http-request set-log-level}. */
    @Export
    public void setLogLevel(String level) {
        int number = "silent".equals(level) ? Transaction.LOG_LEVEL_SILENT : LogLevels.number(level);
        if (number < 0)
            throw errors.of("txn.set_log: level is '" + level + "' (expected " + String.join(", ", LogLevels.NAMES)
                    + " or silent)");
        txn.live().effects().setLogLevel(number, txn.origin());
    }

    private void decide(String what, Verdict decided) {
        txn.live();
        if (txn.hook() != Hook.HTTP_REQUEST && txn.hook() != Hook.HTTP_RESPONSE)
            throw errors.of(what + " is for http_request and http_response");
        if (verdict != Verdict.CONTINUE) throw errors.of(what + ": this hook has already decided");
        verdict = decided;
    }

    private Reply composed() {
        return parts.composed();
    }

    private ErrorEvent failure() {
        var about = event;
        if (about == null) throw errors.of("there is no failure");
        return about;
    }
}

package io.weir.replay;

import io.weir.replay.Decision.Phase;
import io.weir.rules.Captures;
import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.Origin;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import io.weir.rules.Verdict;
import io.weir.rules.action.ReplyTemplate;
import io.weir.rules.action.RuleSet;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Mode;
import io.weir.rules.config.UseBackend;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request through the rules, in the order of the engine: the frontend's, the choice of a backend, the
 * backend's; then, as far as there is a response, back through the backend's to the frontend's. Confined to the
 * replaying thread.
 */
final class Passage {
    private static final byte[] NO_BYTES = {};

    private final Ways ways;
    private final RecordedRequest recorded;
    private final Ways.Front front;
    private final Transaction txn;
    private final Decision decision;
    private final TrackedCounts counts;
    private Ways.@Nullable Back back;

    Passage(Ways ways, Ways.Front front, RecordedRequest recorded) {
        this.ways = ways;
        this.front = front;
        this.recorded = recorded;
        txn = new Transaction(
                recorded.request(),
                recorded.response(),
                recorded.connection(),
                recorded.inputs(),
                front.config().name());
        var capturing = front.config().capturing();
        txn.captures(Captures.of(capturing.slots()));
        txn.uniqueIdFormat(capturing.uniqueId());
        txn.captures().takeRequest(recorded.request().headers());
        recorded.inputs().configured(ways);
        decision = new Decision(txn);
        txn.journal(decision);
        if (isConnection()) UnseenContent.of(txn, recorded.inputs());
        counts = new TrackedCounts(ways.tables(), recorded, txn);
    }

    Decision run() {
        try {
            if (admitted()) pass();
        } catch (UnknownInputException e) {
            if (!hangs()) noteUnknown(recorded.inputs().unknown().getLast());
        } finally {
            counts.end();
        }
        return decision;
    }

    /** The lines for a client connection; they run for each record, which may be all that is known of it. */
    private boolean admitted() {
        recorded.inputs().tables(ways.tables());
        ways.tables().aim(recorded.inputs());
        if (front.config().rules().tcp().concernConnections()) {
            Verdict verdict = new Admission(ways.tables(), front, recorded, decision).run();
            if (hangs()) return false;
            if (!goesOn(verdict)) {
                recorded.inputs().aim(txn);
                end(verdict);
                return false;
            }
        }
        recorded.inputs().aim(txn);
        return true;
    }

    /** Whether it is a whole connection of a frontend in mode tcp. */
    private boolean isConnection() {
        return front.config().mode() == Mode.TCP;
    }

    private void pass() {
        boolean atBackend = content(front.rules())
                && (isConnection() || requestOf(front.rules()))
                && choose()
                && back != null
                && !becomesHttp(back)
                && content(back.rules())
                && (isConnection() || requestInBackend(back.rules()));
        if (!atBackend) return;
        if (!recorded.server().isEmpty()) txn.serverChosen(recorded.server());
        if (!isConnection()) answer();
    }

    /** A backend in mode http has the connection carry requests, which its line does not tell. */
    private boolean becomesHttp(Ways.Back chosen) {
        if (!isConnection() || chosen.config().mode() == Mode.TCP) return false;
        recorded.inputs().missing("req");
        return hangs();
    }

    private boolean requestOf(Ways.Rules rules) {
        return counts.request() && request(rules);
    }

    private boolean requestInBackend(Ways.Rules rules) {
        return counts.requestInBackend() && request(rules);
    }

    private void answer() {
        var failure = recorded.failure();
        var answer = recorded.answer();
        if (failure != null) fail(failure);
        else if (answer != null) respond(answer);
        else counts.status(recorded.status());
    }

    /** The {@code tcp-request content} lines of one proxy; false when the request goes no further. */
    private boolean content(Ways.Rules rules) {
        Verdict verdict = rules.config().tcp().content().evaluate(txn);
        if (verdict instanceof Verdict.SwitchToHttp) recorded.inputs().missing("req"); // what follows hangs on it
        if (hangs()) return false;
        if (goesOn(verdict)) return true;
        end(verdict);
        return false;
    }

    /** The request phase of one proxy; false when the request goes no further. */
    private boolean request(Ways.Rules rules) {
        Verdict verdict = rules.hooks().httpRequest(txn);
        if (goesOn(verdict)) verdict = rules.config().httpRequest().evaluate(txn);
        while (verdict instanceof Verdict.WaitForBody) // the request that was recorded had what it needed
        verdict = rules.config().httpRequest().resume(txn);
        if (hangs()) return false;
        if (goesOn(verdict)) return true;
        end(verdict);
        return false;
    }

    /** The choice of the backend; false when there is none. */
    private boolean choose() {
        Verdict verdict = front.rules().hooks().useBackend(txn);
        if (hangs()) return false;
        if (verdict instanceof Verdict.UseBackend(var name, var origin)) return hookNamed(name, origin);
        for (UseBackend line : front.config().useBackends()) {
            txn.running(line.place());
            boolean holds = line.condition().holds(txn);
            String name = holds ? line.backend().render(txn) : "";
            if (hangs()) return false;
            if (!holds) continue;
            var named = ways.back(name);
            if (named == null) return unknownName("use_backend", name, line.place());
            if (!named.config().disabled()) return goTo(named, line.place().fileAndLine());
        }
        return goToDefault();
    }

    private boolean hookNamed(String name, Origin origin) {
        var named = ways.back(name);
        if (named == null) return unknownName("use_backend hook", name, origin);
        return named.config().disabled() ? goToDefault() : goTo(named, where(origin));
    }

    private boolean unknownName(String subject, String name, Origin origin) {
        decision.note(subject, "no backend is named '" + name + "'", where(origin));
        return goToDefault();
    }

    private boolean goToDefault() {
        String name = front.config().defaultBackend();
        var named = name == null ? null : ways.back(name);
        String where = front.config().defaultBackendPlace().fileAndLine();
        if (named != null) return goTo(named, where + " default_backend");
        if (isConnection()) {
            decision.endsWith("no backend", where + " without default_backend");
            return false;
        }
        decision.endsWith("no backend 503", where + " without default_backend");
        fail(ErrorCause.NO_SERVER);
        return false;
    }

    private boolean goTo(Ways.Back chosen, String where) {
        txn.backendChosen(chosen.config().name());
        decision.goesTo(chosen.config().name(), where);
        back = chosen;
        return true;
    }

    /** Ends the request as a rule of the request phase decided. */
    private void end(Verdict verdict) {
        switch (verdict) {
            case Verdict.Return(var reply, var origin) -> answer("return", reply, origin);
            case Verdict.DenyWith(var reply, var origin) -> answer("deny", reply, origin);
            case Verdict.Deny(var status, var origin) -> refuse("deny", ErrorCause.DENIED, status, origin);
            case Verdict.Tarpit(var reply, var origin) -> tarpit(reply, origin);
            case Verdict.Failed(var origin) -> refuse("rule error", ErrorCause.RULE_ERROR, 500, origin);
            case Verdict.BadRequest(var origin) -> refuse("bad request", ErrorCause.BAD_REQUEST, 400, origin);
            case Verdict.SilentDrop(var origin) -> decision.endsWith("silent-drop", where(origin));
            case Verdict.Reject(var origin) -> decision.endsWith("reject", where(origin));
            case Verdict.Continue _,
                    Verdict.Allow _,
                    Verdict.UseBackend _,
                    Verdict.WaitForBody _,
                    Verdict.SwitchToHttp _,
                    Verdict.WaitForContent _ -> throw new IllegalStateException("not an end: " + verdict);
        }
    }

    private void answer(String how, Reply reply, Origin origin) {
        decision.endsWith(how + " " + reply.status(), where(origin));
        send(reply);
    }

    private void tarpit(Reply reply, Origin origin) {
        if (reply instanceof Reply.Page page) refuse("tarpit", ErrorCause.TARPIT, page.status(), origin);
        else answer("tarpit", reply, origin);
    }

    private void refuse(String how, ErrorCause cause, int status, Origin origin) {
        decision.endsWith(how + " " + status, where(origin));
        fail(new ErrorEvent(status, cause, Failures.of(cause).term()));
    }

    private void fail(ErrorCause cause) {
        fail(Failures.of(cause));
    }

    /** Finds the page for a failure: a hook's, an error file of the backend, of the frontend, the built-in one. */
    private void fail(ErrorEvent event) {
        decision.phase(Phase.RESPONSE);
        String failure = event.cause().scriptName() + " " + event.status();
        var reply = back == null ? null : page(back.rules(), event, failure);
        if (reply == null) reply = page(front.rules(), event, failure);
        if (reply == null) reply = errorFile(event, failure);
        if (reply != null) {
            send(reply);
            return;
        }
        decision.note("page", failure + ": built-in", "");
        send(new Reply.Raw(event.status(), NO_BYTES)); // its fields are the engine's
    }

    private @Nullable Reply page(Ways.Rules rules, ErrorEvent event, String failure) {
        if (!rules.hooks().defines(Hook.HTTP_ERROR)) return null;
        var reply = rules.hooks().httpError(txn, event);
        if (reply != null) {
            var rule = txn.rule();
            String where = rule == null ? "" : where(rule);
            decision.note("page", failure + ": " + reply.status() + " of http_error of " + rules.name(), where);
        }
        return reply;
    }

    private @Nullable ReplyTemplate configured(int status) {
        var own = back == null ? null : back.config().errorReplies().get(status);
        return own == null ? front.config().errorReplies().get(status) : own;
    }

    private @Nullable Reply errorFile(ErrorEvent event, String failure) {
        BackendConfig backend = back == null ? null : back.config();
        var template = configured(event.status());
        if (template == null) return null;
        boolean own = backend != null && backend.errorReplies().containsKey(event.status());
        String owner = backend != null && own ? backend.name() : front.config().name();
        decision.note("page", failure + ": errorfile of " + owner, "");
        return template.reply(txn);
    }

    /** A response of Weir's own. */
    private void send(Reply reply) {
        var configured = reply instanceof Reply.Page page ? configured(page.status()) : null;
        decision.phase(Phase.RESPONSE);
        txn.responseIsFromProxy();
        OwnResponse.fill(txn.response(), configured == null ? reply : configured.reply(txn));
        afterResponse();
        log();
    }

    /** A server's response. */
    private void respond(Reply.Composed answer) {
        decision.phase(Phase.RESPONSE);
        if (!beforeHead(back == null ? null : back.rules()) || !beforeHead(front.rules())) return;
        OwnResponse.fillFromServer(txn.response(), answer);
        counts.status(answer.status());
        txn.captures().takeResponse(txn.response().headers());
        if ((back == null || responseOf(back.rules())) && responseOf(front.rules())) {
            afterResponse();
            log();
        }
    }

    /** Lines about the server's bytes that have no time to wait for its head. */
    private boolean beforeHead(Ways.@Nullable Rules rules) {
        if (rules == null || rules.config().tcp().inspectResponse() != null) return true;
        return passes(rules.config().tcp().response().evaluate(txn));
    }

    /** The response phase of one proxy; false when the response was replaced. */
    private boolean responseOf(Ways.Rules rules) {
        var content = rules.config().tcp();
        Verdict verdict = content.inspectResponse() == null
                ? Verdict.CONTINUE
                : content.response().evaluate(txn);
        if (goesOn(verdict)) verdict = rules.hooks().httpResponse(txn);
        if (goesOn(verdict)) verdict = rules.config().httpResponse().evaluate(txn);
        while (verdict instanceof Verdict.WaitForBody) // no body is recorded
        verdict = rules.config().httpResponse().resume(txn);
        return passes(verdict);
    }

    /** Whether the response goes on. */
    private boolean passes(Verdict verdict) {
        switch (verdict) {
            case Verdict.Return(var reply, var origin) -> replace("return", reply, origin);
            case Verdict.DenyWith(var reply, var origin) -> replace("deny", reply, origin);
            case Verdict.Deny(var status, var origin) -> denyResponse(status, origin);
            case Verdict.Tarpit(var reply, var origin) -> denyResponse(reply.status(), origin);
            case Verdict.Failed(var origin) -> {
                decision.note("response", "rule error", where(origin));
                fail(ErrorCause.RULE_ERROR);
            }
            case Verdict.SilentDrop(var origin) -> decision.note("response", "silent-drop", where(origin));
            case Verdict.Continue _, Verdict.Allow _, Verdict.UseBackend _, Verdict.Reject _ -> {
                return true;
            }
            case Verdict.BadRequest _,
                    Verdict.WaitForBody _,
                    Verdict.SwitchToHttp _,
                    Verdict.WaitForContent _ -> { // only of requests
                return true;
            }
        }
        return false;
    }

    private void replace(String how, Reply reply, Origin origin) {
        decision.note("response", how + " " + reply.status(), where(origin));
        send(reply);
    }

    private void denyResponse(int status, Origin origin) {
        decision.note("response", "deny " + status, where(origin));
        fail(new ErrorEvent(status, ErrorCause.DENIED, "PH"));
    }

    private void afterResponse() {
        if (back != null) after(back.config().rules().httpAfterResponse());
        after(front.config().rules().httpAfterResponse());
    }

    private void after(RuleSet lines) {
        if (!lines.isEmpty()) lines.evaluate(txn);
    }

    private void log() {
        decision.phase(Phase.LOG);
        if (!front.rules().hooks().log(txn)) decision.note("log", "no line", "");
    }

    /** Whether a rule of the deciding phases has asked for something that is not given. */
    private boolean hangs() {
        var unknown = recorded.inputs().unknown();
        if (unknown.isEmpty() || !decision.isOpen()) return false;
        decision.hangsOn(unknown.getFirst());
        return true;
    }

    /** A rule of a later phase asked for it: the decision stands, what follows it is not known. */
    private void noteUnknown(UnknownInput input) {
        var place = input.place();
        decision.note("stops at", "unknown input " + input.input(), place == null ? "" : place.fileAndLine());
    }

    private static boolean goesOn(Verdict verdict) {
        return verdict instanceof Verdict.Continue || verdict instanceof Verdict.Allow;
    }

    private static String where(Origin origin) {
        return origin.place().fileAndLine();
    }
}

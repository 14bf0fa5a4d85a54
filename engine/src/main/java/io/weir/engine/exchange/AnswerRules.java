package io.weir.engine.exchange;

import io.weir.rules.Verdict;

/** The rules of a server's response, the backend's before the frontend's; they may have to wait. Loop-confined. */
final class AnswerRules {
    private enum Step {
        BACKEND,
        FRONTEND
    }

    private Step step = Step.BACKEND;

    /**
     * Those about the server's bytes. As in HAProxy they run before there are any, and so know nothing of the head,
     * unless {@code tcp-response inspect-delay} gives it time to come.
     */
    static void beforeHead(HttpExchange exchange) {
        var lines = exchange.answerRules();
        if (lines.response().isEmpty() || lines.inspectResponse() != null) return;
        Verdict verdict = RequestRules.goOn(lines.response().evaluate(exchange.txn()));
        if (!FinalAction.ofResponse(exchange, verdict)
                && exchange.txn().stream().isServerClosed()) exchange.download().serverEnded();
    }

    /** The same lines where they had time; whether the head that has come goes on. */
    static boolean atHead(HttpExchange exchange, int status) {
        var lines = exchange.answerRules();
        if (lines.response().isEmpty() || lines.inspectResponse() == null) return true;
        Verdict verdict = RequestRules.goOn(lines.response().evaluate(exchange.txn()));
        if (verdict == Verdict.CONTINUE) return true;
        exchange.record().status = status;
        return !FinalAction.ofResponse(exchange, verdict);
    }

    /** Runs them until one decides. */
    Verdict start(HttpExchange exchange) {
        step = Step.BACKEND;
        var backend = exchange.backend();
        if (backend == null) return atFrontend(exchange);
        var lines = backend.config().rules();
        Verdict verdict = RequestRules.response(exchange.backendHooks(), lines, exchange.txn());
        return verdict == Verdict.CONTINUE ? atFrontend(exchange) : verdict;
    }

    /** Goes on behind the line that had to wait. */
    Verdict resume(HttpExchange exchange) {
        var backend = exchange.backend();
        if (step == Step.FRONTEND || backend == null) {
            var lines = exchange.settings().config().rules();
            return passed(exchange, RequestRules.resumed(lines.httpResponse(), exchange.txn()));
        }
        Verdict verdict = RequestRules.resumed(backend.config().rules().httpResponse(), exchange.txn());
        return verdict == Verdict.CONTINUE ? atFrontend(exchange) : verdict;
    }

    private Verdict atFrontend(HttpExchange exchange) {
        step = Step.FRONTEND;
        var lines = exchange.settings().config().rules();
        return passed(exchange, RequestRules.response(exchange.frontendHooks(), lines, exchange.txn()));
    }

    private static Verdict passed(HttpExchange exchange, Verdict verdict) {
        var dispatch = exchange.dispatch();
        if (verdict == Verdict.CONTINUE && dispatch != null) dispatch.answered();
        return verdict;
    }

    /** Those of every response, Weir's own too. */
    static void after(HttpExchange exchange) {
        var backend = exchange.backend();
        if (backend != null) backend.config().rules().httpAfterResponse().evaluate(exchange.txn());
        exchange.settings().config().rules().httpAfterResponse().evaluate(exchange.txn());
    }
}

package io.weir.engine.exchange;

import io.weir.engine.account.Termination;
import io.weir.engine.loop.ClientOption;
import io.weir.rules.ErrorCause;
import io.weir.rules.Verdict;
import io.weir.rules.table.TableEvent;

/** Carries out what rules decided about a message, where that ends its way. Loop-confined. */
final class FinalAction {
    private FinalAction() {}

    /** Whether the request's way ends here. */
    static boolean ofRequest(HttpExchange exchange, Verdict verdict) {
        switch (verdict) {
            case Verdict.Continue _, Verdict.Allow _, Verdict.UseBackend _, Verdict.SwitchToHttp _ -> {
                return false;
            }
            case Verdict.Return answer -> {
                if (exchange.backend() == null)
                    exchange.frontend().counters().intercepted.increment();
                exchange.reply(answer.reply(), Termination.LR);
            }
            case Verdict.DenyWith refusal -> {
                countRefusal(exchange);
                exchange.reply(refusal.reply(), Termination.PR);
            }
            case Verdict.Deny refusal -> {
                countRefusal(exchange);
                exchange.replyPage(refusal.status(), ErrorCause.DENIED, Termination.PR);
            }
            case Verdict.Tarpit refusal -> {
                countRefusal(exchange);
                exchange.holdInTarpit(refusal.reply());
            }
            case Verdict.Reject _ -> {
                countDeniedRequest(exchange);
                exchange.breakOff(Termination.PR);
            }
            case Verdict.SilentDrop _ -> {
                countDeniedRequest(exchange);
                dropSilently(exchange, Termination.PR);
            }
            case Verdict.BadRequest _ -> {
                exchange.frontend().counters().badRequests.increment();
                exchange.failed(Failure.BAD_REQUEST);
            }
            case Verdict.WaitForBody _, Verdict.WaitForContent _ ->
                throw new IllegalStateException("no end: " + verdict);
            case Verdict.Failed _ -> {
                Account.ruleFailed(exchange);
                exchange.failed(Failure.RULE_ERROR);
            }
        }
        return true;
    }

    /** Whether the response's way ends here. */
    static boolean ofResponse(HttpExchange exchange, Verdict verdict) {
        switch (verdict) {
            case Verdict.Continue _, Verdict.Allow _, Verdict.UseBackend _, Verdict.SwitchToHttp _ -> {
                return false;
            }
            case Verdict.Return answer -> exchange.reply(answer.reply(), Termination.LH);
            case Verdict.DenyWith refusal -> {
                countDeniedResponse(exchange);
                exchange.reply(refusal.reply(), Termination.PH);
            }
            case Verdict.Deny refusal -> denyResponse(exchange, refusal.status());
            case Verdict.Tarpit refusal -> denyResponse(exchange, refusal.status());
            case Verdict.Reject _ -> {
                countDeniedResponse(exchange);
                exchange.breakOff(Termination.PD);
            }
            case Verdict.SilentDrop _ -> {
                countDeniedResponse(exchange);
                dropSilently(exchange, Termination.PH);
            }
            case Verdict.WaitForBody _, Verdict.WaitForContent _, Verdict.BadRequest _ ->
                throw new IllegalStateException("not for a response: " + verdict);
            case Verdict.Failed _ -> {
                Account.ruleFailed(exchange);
                exchange.failed(Failure.RESPONSE_RULE_ERROR);
            }
        }
        return true;
    }

    /** The client does not learn of it, as far as that is allowed. */
    private static void dropSilently(HttpExchange exchange, Termination termination) {
        exchange.client().option(ClientOption.SILENCE, 1);
        exchange.breakOff(termination);
    }

    private static void denyResponse(HttpExchange exchange, int status) {
        countDeniedResponse(exchange);
        exchange.replyPage(status, ErrorCause.DENIED, Termination.PH);
    }

    /** A refusal is an error of the client, whatever its status. */
    private static void countRefusal(HttpExchange exchange) {
        countDeniedRequest(exchange);
        Account.track(exchange.txn(), TableEvent.ERROR, 1);
    }

    private static void countDeniedRequest(HttpExchange exchange) {
        exchange.frontend().counters().deniedRequests.increment();
        var backend = exchange.backend();
        if (backend != null) backend.counters().deniedRequests.increment();
    }

    static void countDeniedResponse(Exchange exchange) {
        exchange.frontend().counters().deniedResponses.increment();
        var backend = exchange.backend();
        if (backend != null) backend.counters().deniedResponses.increment();
        var server = exchange.server();
        if (server != null) server.counters().deniedResponses.increment();
    }
}

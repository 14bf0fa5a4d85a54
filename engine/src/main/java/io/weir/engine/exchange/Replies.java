package io.weir.engine.exchange;

import io.netty.buffer.Unpooled;
import io.weir.engine.http1.ErrorPages;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.http1.ReadStatus;
import io.weir.engine.http1.ResponseReader;
import io.weir.engine.http1.Strictness;
import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.IllegalEffectException;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.ResponseHead;
import io.weir.rules.StandardReason;
import io.weir.rules.action.ReplyTemplate;
import org.jspecify.annotations.Nullable;

/** The pages for what goes wrong: of a script, else of an {@code errorfile}, else built in. Any thread. */
final class Replies {
    private Replies() {}

    /** The page for what went wrong: of the backend before the frontend, of a hook before an error file. */
    static Reply page(HttpExchange exchange, ErrorEvent event) {
        Reply page = ofHook(exchange.backendHooks(), exchange, event);
        if (page == null) page = ofHook(exchange.frontendHooks(), exchange, event);
        return page == null ? configured(exchange, event.status()) : page;
    }

    /** The reply itself, or the page that it asks for. */
    static Reply said(HttpExchange exchange, Reply reply) {
        return switch (reply) {
            case Reply.Page(var status) -> configured(exchange, status);
            case Reply.Challenge challenge -> configured(exchange, challenge.status());
            case Reply.Composed _, Reply.Raw _ -> reply;
        };
    }

    /** What the backend's configuration has for a status, else the frontend's, else the built-in page. */
    static Reply configured(HttpExchange exchange, int status) {
        var backend = exchange.backend();
        ReplyTemplate template =
                backend == null ? null : backend.config().errorReplies().get(status);
        if (template == null)
            template = exchange.settings().config().errorReplies().get(status);
        if (template == null) return ErrorPages.of(status);
        try {
            return template.reply(exchange.txn());
        } catch (IllegalEffectException e) {
            return ErrorPages.of(status);
        }
    }

    private static @Nullable Reply ofHook(ProxyHooks hooks, HttpExchange exchange, ErrorEvent event) {
        return hooks.defines(Hook.HTTP_ERROR) ? hooks.httpError(exchange.txn(), event) : null;
    }

    /**
     * Makes the reply the response of the transaction and returns its body.
     *
     * @return null when the bytes of an error file are no response that can be read
     */
    static byte @Nullable [] intoHead(Reply reply, ResponseHead head) {
        return switch (reply) {
            case Reply.Composed composed -> {
                head.clear();
                String reason = composed.reason().isEmpty() ? StandardReason.of(composed.status()) : composed.reason();
                head.status(composed.status(), reason);
                head.headers().add("content-length", Integer.toString(composed.body().length));
                for (Reply.Field field : composed.fields())
                    if (!isFraming(field.name())) head.headers().add(field.name(), field.value());
                yield OwnAnswer.isBodiless(composed.status()) ? new byte[0] : composed.body();
            }
            case Reply.Page _, Reply.Challenge _ -> intoHead(ErrorPages.of(reply.status()), head);
            case Reply.Raw raw -> {
                var bytes = Unpooled.wrappedBuffer(raw.bytes());
                var reader = new ResponseReader(new HeadLimits(raw.bytes().length + 16, 1000), Strictness.STRICT);
                if (reader.read(bytes, head) != ReadStatus.DONE) yield null;
                var body = new byte[bytes.readableBytes()];
                bytes.readBytes(body);
                yield body;
            }
        };
    }

    private static boolean isFraming(String name) {
        return name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding");
    }
}

package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.ErrorPages;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.http1.MessageBytes;
import io.weir.rules.Reply;
import org.jspecify.annotations.Nullable;

/** Weir's own responses. Loop-confined. */
final class OwnAnswer {
    private OwnAnswer() {}

    /**
     * Writes a whole response of Weir's own.
     *
     * @param challenge what it asks the client for; null: nothing
     */
    static void write(HttpExchange exchange, Workspace space, Reply reply, Reply.@Nullable Challenge challenge) {
        var context = exchange.context();
        exchange.txn().responseIsFromProxy();
        exchange.txn().rewriteRoom(context.limits().rewriteRoom(0));
        byte[] body = Replies.intoHead(reply, space.response);
        if (body == null) body = Replies.intoHead(ErrorPages.of(reply.status()), space.response);
        if (challenge != null) space.response.headers().set(challenge.field(), challenge.value());
        boolean framed = space.response.headers().has("content-length") || body == null || body.length == 0;
        AnswerRules.after(exchange);
        var session = exchange.session();
        int saysClose = space.response.headers().find("connection", 0);
        if (session.request() != Side.DONE || !framed) session.lastRequest();
        if (saysClose >= 0 && space.response.headers().valueIs(saysClose, "close")) session.lastRequest();
        session.responseHead();
        exchange.record().status = space.response.status();
        exchange.record().responseNanos = 0; // what a server may have answered is not what the client gets
        boolean withBody = body != null && !space.request.method().equals("HEAD");
        count(exchange, space, withBody && body != null ? body.length : 0);
        if (isBodiless(space.response.status())) space.response.headers().remove("content-length");
        int room = space.response.headers().used() + 128 + (withBody && body != null ? body.length : 0);
        ByteBuf out = context.loop().alloc().directBuffer(room);
        context.headWriter().response(space.response, exchange.download().clientOption(), out);
        if (withBody && body != null) out.writeBytes(body);
        exchange.client().write(out);
    }

    /** HAProxy counts its answer to what is no request at all as nothing. */
    private static void count(HttpExchange exchange, Workspace space, int bodyBytes) {
        var record = exchange.record();
        if (record.requestNanos != 0) record.bytesOut += MessageBytes.of(space.response) + bodyBytes;
    }

    /** It says no length either (RFC 9110 section 8.6). */
    static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }
}

package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.Reply;
import io.weir.rules.ResponseHead;
import io.weir.rules.StandardReason;

/** Makes a reply the head of a response. Any thread. */
final class OwnResponse {
    private OwnResponse() {}

    static void fill(ResponseHead head, Reply reply) {
        head.clear();
        switch (reply) {
            case Reply.Composed composed -> composed(head, composed);
            case Reply.Raw raw -> raw(head, raw);
            case Reply.Challenge challenge -> {
                head.status(challenge.status(), StandardReason.ofPage(challenge.status()));
                head.headers().add(challenge.field(), challenge.value());
            }
            case Reply.Page page -> head.status(page.status(), StandardReason.ofPage(page.status()));
        }
    }

    /** A server's response as it came. */
    static void fillFromServer(ResponseHead head, Reply.Composed answer) {
        head.clear();
        head.status(answer.status(), answer.reason());
        for (Reply.Field field : answer.fields()) head.headers().add(field.name(), field.value());
    }

    private static void composed(ResponseHead head, Reply.Composed reply) {
        head.status(reply.status(), reply.reason().isEmpty() ? StandardReason.of(reply.status()) : reply.reason());
        boolean bodiless = reply.status() < 200 || reply.status() == 204 || reply.status() == 304;
        if (!bodiless) head.headers().add("content-length", Integer.toString(reply.body().length));
        for (Reply.Field field : reply.fields()) head.headers().add(field.name(), field.value());
    }

    /** An error file is a whole response; its configuration was checked, so what is no field line is passed over. */
    private static void raw(ResponseHead head, Reply.Raw reply) {
        head.status(reply.status(), "");
        boolean statusLine = true;
        for (String line : new String(reply.bytes(), ISO_8859_1).split("\r?\n", -1)) {
            if (line.isEmpty()) return;
            int colon = line.indexOf(':');
            if (!statusLine && colon > 0)
                head.headers()
                        .add(line.substring(0, colon), line.substring(colon + 1).trim());
            statusLine = false;
        }
    }
}

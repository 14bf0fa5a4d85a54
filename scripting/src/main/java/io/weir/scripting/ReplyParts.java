package io.weir.scripting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.Effects;
import io.weir.rules.IllegalEffectException;
import io.weir.rules.Reply;
import java.util.ArrayList;
import java.util.List;

/** A reply in the making. Loop-confined. */
final class ReplyParts {
    private static final byte[] NO_BODY = {};

    /** What Weir writes itself, from the body and the connection. */
    private static final List<String> OURS = List.of("content-length", "transfer-encoding", "connection");

    private final ScriptErrors errors;
    private int status;
    private String reason = "";
    private final List<Reply.Field> fields = new ArrayList<>();
    private byte[] body = NO_BODY;
    private boolean typed;

    ReplyParts(ScriptErrors errors) {
        this.errors = errors;
    }

    void start(int status, String reason) {
        this.status = status;
        this.reason = value("reason", reason);
        fields.clear();
        body = NO_BODY;
        typed = false;
    }

    void field(String name, String value) {
        for (String ours : OURS)
            if (ours.equalsIgnoreCase(name)) throw errors.of("header " + ours + " is Weir's own to write");
        typed |= "content-type".equalsIgnoreCase(name);
        fields.add(new Reply.Field(name(name), value(name, value)));
    }

    /** A body in UTF-8; plain text unless the headers, which come first, say otherwise. */
    void text(String text) {
        if (!typed && !text.isEmpty()) fields.add(new Reply.Field("content-type", "text/plain; charset=utf-8"));
        bytes(text.getBytes(UTF_8));
    }

    void bytes(byte[] bytes) {
        if (bytes.length > 0 && (status == 204 || status == 304)) // RFC 9110 sections 15.3.5 and 15.4.5
        throw errors.of("a reply with status " + status + " has no body");
        body = bytes;
    }

    Reply composed() {
        return new Reply.Composed(status, reason, fields, body);
    }

    private String name(String name) {
        try {
            return Effects.checkedName(name);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    private String value(String name, String value) {
        try {
            return Effects.checkedValue(name, value);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }
}

package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.Fault.Kind;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.http1.RequestReader;
import io.weir.engine.http1.Strictness;
import io.weir.rules.Content;
import io.weir.rules.RequestFinder;
import io.weir.rules.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's head out of what a client of a TCP frontend has sent, for rules that ask for it. Each byte is read
 * once, or once more when a head is found to lack what only an HTTP frontend asks for. Loop-confined.
 */
final class ContentRequest implements RequestFinder {
    private final HeadLimits limits;
    private @Nullable RequestReader reader;
    private Strictness strictness = Strictness.STRICT;
    private Found found = Found.INCOMPLETE;
    private int readBytes;

    ContentRequest(HeadLimits limits) {
        this.limits = limits;
    }

    @Override
    public Found find(Content content, RequestHead into) {
        if (found == Found.INCOMPLETE && content.length() > readBytes) found = read(content, into);
        return found;
    }

    private Found read(Content content, RequestHead into) {
        var reading = reader;
        if (reading == null) reader = reading = new RequestReader(limits, strictness);
        ByteBuf news = Unpooled.buffer(content.length() - readBytes);
        for (int i = readBytes; i < content.length(); i++) news.writeByte(content.at(i));
        readBytes = content.length();
        return switch (reading.read(news, into)) {
            case DONE -> namesHttp(into) ? Found.WHOLE : Found.NONE;
            case NEED_MORE -> Found.INCOMPLETE;
            case TOO_LARGE -> Found.NONE;
            case BAD -> mayForgive(reading) ? readAgain(content, into) : Found.NONE;
        };
    }

    /** A missing Host and a missing version are no fault of HTTP here, as in HAProxy. */
    private boolean mayForgive(RequestReader reading) {
        Kind kind = reading.fault().kind();
        return strictness == Strictness.STRICT && (kind == Kind.HOST || kind == Kind.TARGET || kind == Kind.VERSION);
    }

    private Found readAgain(Content content, RequestHead into) {
        into.clear();
        strictness = Strictness.RELAXED;
        reader = null;
        readBytes = 0;
        return read(content, into);
    }

    /** Whether the version, if there is one, is one of HTTP: what forgives takes others too. */
    private static boolean namesHttp(RequestHead head) {
        byte[] bytes = head.headers().bytes();
        int at = head.targetEnd();
        while (bytes[at] == ' ' || bytes[at] == '\t') at++;
        if (bytes[at] == '\r' || bytes[at] == '\n') return true;
        for (int i = 0; i < "HTTP/".length(); i++) if (bytes[at + i] != "HTTP/".charAt(i)) return false;
        return true;
    }
}

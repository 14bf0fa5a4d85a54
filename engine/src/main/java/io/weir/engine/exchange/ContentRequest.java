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
 * once, or once more when a head is found to lack what only an HTTP frontend demands. Loop-confined.
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
            case DONE -> Found.WHOLE;
            case NEED_MORE -> Found.INCOMPLETE;
            case TOO_LARGE -> Found.NONE;
            case BAD -> mayForgive(reading) ? readAgain(content, into) : Found.NONE;
        };
    }

    /** A missing Host, a missing version and that of RTSP are no faults here, as in HAProxy. */
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
}

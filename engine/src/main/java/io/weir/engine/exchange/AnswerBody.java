package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.BodyReader;
import io.weir.rules.Content;
import org.jspecify.annotations.Nullable;

/** What has come of a response's body while its rules run; nothing at any other time. Loop-confined. */
final class AnswerBody extends Content {
    private final BodyReader reader;
    private final int lineLimit;
    private @Nullable ByteBuf bytes;
    private int wireBytes;
    private boolean chunked;
    private @Nullable BodyContent unchunked;

    /** @param lineLimit as that of the reader */
    AnswerBody(BodyReader reader, int lineLimit) {
        this.reader = reader;
        this.lineLimit = lineLimit;
    }

    /** Shows the first of the readable bytes, which stay the caller's, as they came. */
    void show(ByteBuf in, int count) {
        show(in, count, reader.framing() == BodyFraming.CHUNKED);
    }

    /** Shows all readable bytes, of which the chunks were taken off. */
    void showContent(ByteBuf in) {
        show(in, in.readableBytes(), false);
    }

    private void show(ByteBuf in, int count, boolean withChunks) {
        bytes = in;
        wireBytes = count;
        chunked = withChunks;
        unchunked = null;
    }

    void hide() {
        bytes = null;
        wireBytes = 0;
        unchunked = null;
    }

    @Override
    public int length() {
        if (bytes == null) return 0;
        return chunked ? body(bytes).readableBytes() : wireBytes;
    }

    @Override
    public byte at(int index) {
        if (bytes == null || index >= length()) throw new IndexOutOfBoundsException(index);
        ByteBuf body = body(bytes);
        return body.getByte(body.readerIndex() + index);
    }

    /** Rules of a response do not wait for more by themselves. */
    @Override
    public boolean isFinal() {
        return true;
    }

    @Override
    public boolean isRaw() {
        return false;
    }

    @Override
    public long announcedBytes() {
        return bytes == null ? 0 : length() + reader.announcedBytes();
    }

    private ByteBuf body(ByteBuf wire) {
        if (!chunked) return wire;
        var known = unchunked;
        if (known == null) unchunked = known = BodyContent.of(wire.slice(wire.readerIndex(), wireBytes), lineLimit);
        return known.content();
    }
}

package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.BodyReader;

/**
 * The bytes of a chunked body without its chunks, for rules that ask for them. Loop-confined.
 *
 * @param content only data
 * @param wireBytes how many bytes with chunks it was made from
 */
record BodyContent(ByteBuf content, int wireBytes) {
    /** @param lineLimit as that of {@link BodyReader} */
    static BodyContent of(ByteBuf chunks, int lineLimit) {
        var reader = new BodyReader(lineLimit);
        reader.start(BodyFraming.CHUNKED, 0);
        ByteBuf in = chunks.duplicate();
        ByteBuf content = Unpooled.buffer(in.readableBytes());
        for (int bytes = reader.content(in); bytes > 0; bytes = reader.content(in)) content.writeBytes(in, bytes);
        return new BodyContent(content, chunks.readableBytes());
    }
}

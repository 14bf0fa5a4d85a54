package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Single lines for the readers of records. Any thread. */
final class Lines {
    private Lines() {}

    /** The first line of {@code case.jsonl}, or whatever else reads it. */
    static LineReader of(String text) throws IOException, BadLineException {
        var lines = new LineReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), "case.jsonl");
        lines.next();
        return lines;
    }
}

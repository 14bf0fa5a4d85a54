package io.weir.engine.account;

import io.weir.rules.config.LogTarget;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The far end of a {@code log} line. Confined to the thread that writes to it. */
sealed interface LogSink extends AutoCloseable permits UdpSink, UnixSink, DescriptorSink {
    /**
     * Sends one framed line with its newline, from position to limit.
     *
     * @return false when there is no room for it just now
     * @throws IOException when the next line is not going to fare better
     */
    boolean write(ByteBuffer line) throws IOException;

    /** Sends what was held back to be sent together. */
    default void flush() throws IOException {}

    /** Lines that were held back and are lost since a write or flush failed; asked once after each failure. */
    default int takeLost() {
        return 0;
    }

    @Override
    void close();

    /** As it stands in the configuration. */
    static String name(LogTarget.Sink sink) {
        return switch (sink) {
            case LogTarget.Sink.Udp(var host, var port) -> host + ":" + port;
            case LogTarget.Sink.Unix(var path) -> path;
            case LogTarget.Sink.Stdout() -> "stdout";
            case LogTarget.Sink.Stderr() -> "stderr";
            case LogTarget.Sink.Descriptor(var fd) -> "fd@" + fd;
        };
    }

    static LogSink open(LogTarget.Sink sink) throws IOException {
        return switch (sink) {
            case LogTarget.Sink.Udp(var host, var port) -> new UdpSink(host, port);
            case LogTarget.Sink.Unix(var path) -> new UnixSink(path);
            case LogTarget.Sink.Stdout() -> DescriptorSink.stdout();
            case LogTarget.Sink.Stderr() -> DescriptorSink.stderr();
            case LogTarget.Sink.Descriptor(var fd) -> DescriptorSink.of(fd);
        };
    }
}

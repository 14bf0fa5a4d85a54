package io.weir.engine.account;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Syslog over a unix datagram socket such as {@code /dev/log}, one datagram a line. The JDK has no such sockets, so
 * this is Netty's. Confined to the thread that writes to it.
 */
final class UnixSink implements LogSink {
    private final byte[] path;
    private final Socket socket;

    UnixSink(String path) throws IOException {
        if (!Epoll.isAvailable()) throw new IOException("unix datagram sockets need Netty's native transport");
        this.path = path.getBytes(StandardCharsets.UTF_8);
        socket = Socket.newSocketDomainDgram();
    }

    @Override
    public boolean write(ByteBuffer line) throws IOException {
        try {
            return socket.sendToDomainSocket(line, line.position(), line.limit(), path) > 0;
        } catch (FileNotFoundException e) {
            throw new IOException("there is no such socket", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError("closing a datagram socket", e);
        }
    }
}

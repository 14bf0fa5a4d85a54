package io.weir.engine.loop;

import io.netty.channel.ChannelException;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes over a listening socket that the process was started with ({@code fd@N}): finds out of which kind it is, makes
 * it non-blocking, and gives a channel that is ready to be registered. No other descriptor is touched. Any thread.
 */
public final class InheritedSocket {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SO_DOMAIN = 39;
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int O_NONBLOCK = 0x800;
    private static final int LONGEST_ADDRESS = 128;

    private InheritedSocket() {}

    /**
     * @param fd an open descriptor of a bound stream socket
     * @param backlog for a socket that does not listen yet
     * @return a channel to be given its handlers and then to be registered, which begins to accept
     * @throws IOException when the descriptor is none of that; its message names it
     */
    public static ServerChannel adopt(int fd, int backlog, Transport transport) throws IOException {
        if (transport != Transport.EPOLL) throw new IOException("fd@" + fd + ": only epoll takes inherited sockets");
        try {
            var socket = new Socket(fd);
            int domain = socket.getIntOpt(SOL_SOCKET, SO_DOMAIN);
            if (domain != AF_UNIX && domain != AF_INET && domain != AF_INET6)
                throw new IOException("it is a socket of domain " + domain);
            if (socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) == 0) socket.listen(backlog);
            if (isBlocking(fd)) unblock(fd);
            return domain == AF_UNIX ? new EpollServerDomainSocketChannel(fd, true) : new EpollServerSocketChannel(fd);
        } catch (IOException | ChannelException e) {
            throw new IOException("fd@" + fd + ": " + e.getMessage(), e);
        }
    }

    private static boolean isBlocking(int fd) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd)))
            if (line.startsWith("flags:"))
                return (Integer.parseInt(line.substring("flags:".length()).trim(), 8) & O_NONBLOCK) == 0;
        return true;
    }

    /**
     * Sends the socket to ourselves: Netty makes what it receives non-blocking, and that flag is not the descriptor's
     * but the socket's. See docs/decisions/inherited-sockets.md.
     */
    private static void unblock(int fd) throws IOException {
        var address =
                new DomainSocketAddress("\0weir-" + ProcessHandle.current().pid() + "-" + fd);
        Socket listener = Socket.newSocketDomain();
        Socket sender = Socket.newSocketDomain();
        try {
            listener.bind(address);
            listener.listen(1);
            sender.connect(address);
            var receiver = new Socket(listener.accept(new byte[LONGEST_ADDRESS]));
            try {
                sender.sendFd(fd);
                new FileDescriptor(receiver.recvFd()).close();
            } finally {
                receiver.close();
            }
        } finally {
            sender.close();
            listener.close();
        }
        if (isBlocking(fd)) throw new IOException("it cannot be made non-blocking");
    }
}

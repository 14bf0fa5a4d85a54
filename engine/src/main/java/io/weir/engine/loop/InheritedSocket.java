package io.weir.engine.loop;

import io.netty.channel.ChannelException;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;

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

    /** Asks the kernel without the foreign function interface, whose first use costs a start some 50 ms. */
    private static boolean isBlocking(int fd) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd)))
            if (line.startsWith("flags:"))
                return (Integer.parseInt(line.substring("flags:".length()).trim(), 8) & O_NONBLOCK) == 0;
        return true;
    }

    @SuppressWarnings("restricted") // fcntl: the one call that neither the JDK nor Netty offers
    private static void unblock(int fd) throws IOException {
        Linker linker = Linker.nativeLinker();
        StructLayout state = Linker.Option.captureStateLayout();
        var type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle fcntl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("fcntl"),
                type,
                Linker.Option.firstVariadicArg(2),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(state);
            int flags = (int) fcntl.invokeExact(errno, fd, F_GETFL, 0);
            if (flags < 0 || (int) fcntl.invokeExact(errno, fd, F_SETFL, flags | O_NONBLOCK) < 0)
                throw new IOException("fcntl failed with errno " + errno.get(ValueLayout.JAVA_INT, 0));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("calling fcntl", e);
        }
    }
}

package io.weir.engine.loop;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;

/** Which of the kernel's interfaces moves the bytes. Any thread. */
public enum Transport {
    /** Linux epoll, the default. */
    EPOLL,
    /** Linux io_uring, where the kernel has it. */
    IO_URING,
    /** The JDK's own selectors, for systems without Netty's native transports. */
    NIO;

    /** The best one here: epoll, or NIO where there is no epoll. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    public boolean isAvailable() {
        return switch (this) {
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case NIO -> true;
        };
    }

    /** Loops that serve connections. */
    public EventLoopGroup workerLoops(int threads) {
        return group(
                threads,
                "weir-loop",
                switch (this) {
                    case EPOLL -> EpollHandler.newFactory(0);
                    case IO_URING -> IoUringIoHandler.newFactory();
                    case NIO -> NioIoHandler.newFactory();
                });
    }

    /**
     * The loop that accepts. On epoll it takes one event at a time, so that a listener which has just been told to stop
     * is not in a batch that was fetched before: that keeps limits shared by several listeners exact.
     */
    public EventLoopGroup acceptLoop() {
        return group(
                1,
                "weir-accept",
                switch (this) {
                    case EPOLL -> EpollHandler.newFactory(1);
                    case IO_URING -> IoUringIoHandler.newFactory();
                    case NIO -> NioIoHandler.newFactory();
                });
    }

    /** Whether a channel can go on on another loop: with io_uring its last completions would still come to the first. */
    public boolean movesChannels() {
        return this != IO_URING;
    }

    public Channel newChannel(SocketAddress to) {
        boolean unix = to instanceof DomainSocketAddress;
        return switch (this) {
            case EPOLL -> unix ? new EpollDomainSocketChannel() : new EpollSocketChannel();
            case IO_URING -> unix ? new IoUringDomainSocketChannel() : new IoUringSocketChannel();
            case NIO -> new NioSocketChannel();
        };
    }

    public ServerChannel newListener(SocketAddress at) {
        boolean unix = at instanceof DomainSocketAddress;
        return switch (this) {
            case EPOLL -> unix ? new EpollServerDomainSocketChannel() : new EpollServerSocketChannel();
            case IO_URING -> unix ? new IoUringServerDomainSocketChannel() : new IoUringServerSocketChannel();
            case NIO -> unix ? new NioServerDomainSocketChannel() : new NioServerSocketChannel();
        };
    }

    /** The loop of all sessions with peers. */
    public EventLoopGroup peersLoop() {
        return group(
                1,
                "weir-peers",
                switch (this) {
                    case EPOLL -> EpollHandler.newFactory(0);
                    case IO_URING -> IoUringIoHandler.newFactory();
                    case NIO -> NioIoHandler.newFactory();
                });
    }

    private static EventLoopGroup group(int threads, String name, IoHandlerFactory factory) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), factory);
    }
}

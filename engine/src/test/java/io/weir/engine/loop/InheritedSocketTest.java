package io.weir.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class InheritedSocketTest {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int BACKLOG = 10;

    private EventLoopGroup loops;

    @BeforeEach
    void start() {
        Epoll.ensureAvailability();
        loops = Transport.EPOLL.acceptLoop();
    }

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void aBlockingInternetSocketIsMadeNonBlockingAndAccepts() throws Throwable {
        var socket = new Socket(blockingSocket(AF_INET));
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.listen(BACKLOG);
        int port = socket.localAddress().getPort();

        assertAccepts(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Test
    void aUnixSocketThatDoesNotListenYetIsTakenToo(@TempDir Path folder) throws Throwable {
        Path file = folder.resolve("listen");
        var socket = new Socket(blockingSocket(AF_UNIX));
        socket.bind(new DomainSocketAddress(file.toString()));

        assertAccepts(socket, UnixDomainSocketAddress.of(file));
    }

    @Test
    void aDescriptorThatIsNoSocketIsRefusedByName() throws IOException {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        int fd = pipe[0].intValue();

        var refused = assertThrows(IOException.class, () -> InheritedSocket.adopt(fd, BACKLOG, Transport.EPOLL));

        assertTrue(refused.toString().contains(": fd@" + fd + ": "), refused.toString());
        pipe[0].close();
        pipe[1].close();
    }

    @Test
    void aDescriptorThatIsNotOpenIsRefusedByName() {
        var refused = assertThrows(IOException.class, () -> InheritedSocket.adopt(9999, BACKLOG, Transport.EPOLL));

        assertTrue(refused.toString().contains(": fd@9999: "), refused.toString());
    }

    private void assertAccepts(Socket socket, SocketAddress address) throws Exception {
        assertTrue(isBlocking(socket));
        var accepted = new CountDownLatch(2);
        ServerChannel channel = InheritedSocket.adopt(socket.intValue(), BACKLOG, Transport.EPOLL);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object client) {
                ((Channel) client).unsafe().closeForcibly();
                accepted.countDown();
            }
        });
        loops.register(channel).sync();
        for (int i = 0; i < 2; i++) {
            var family =
                    address instanceof InetSocketAddress ? StandardProtocolFamily.INET : StandardProtocolFamily.UNIX;
            try (var client = SocketChannel.open(family)) {
                client.connect(address);
            }
        }
        accepted.await();
        assertEquals(0, accepted.getCount());
        assertTrue(!isBlocking(socket));
        channel.close().sync();
    }

    private static boolean isBlocking(Socket socket) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + socket.intValue())))
            if (line.startsWith("flags:"))
                return (Integer.parseInt(line.substring("flags:".length()).trim(), 8) & 0x800) == 0;
        throw new AssertionError("no flags");
    }

    @SuppressWarnings("restricted") // Netty and the JDK make non-blocking sockets only
    private static int blockingSocket(int domain) throws Throwable {
        Linker linker = Linker.nativeLinker();
        var type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        return (int) linker.downcallHandle(linker.defaultLookup().findOrThrow("socket"), type)
                .invokeExact(domain, 1, 0);
    }
}

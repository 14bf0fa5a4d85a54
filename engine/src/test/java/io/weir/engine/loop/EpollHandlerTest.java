package io.weir.engine.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A descriptor's place in epoll, which Netty's channels ask for and give up in whatever order. */
@Timeout(30)
class EpollHandlerTest {
    private final EventLoopGroup group = Transport.EPOLL.workerLoops(1);
    private final IoEventLoop loop = (IoEventLoop) group.next();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void whoeverAsksAgainAfterItsEndTakesNoPlaceFromTheNextOneWithThatNumber() throws Exception {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        IoRegistration gone = register(pipe[0], new CountDownLatch(1));
        loop.submit(() -> {
                    gone.submit(EpollIoOps.EPOLLIN);
                    gone.submit(EpollIoOps.NONE);
                    gone.cancel();
                    gone.submit(EpollIoOps.EPOLLIN);
                })
                .get();
        var heard = new CountDownLatch(1);

        IoRegistration next = register(pipe[0], heard);
        loop.submit(() -> next.submit(EpollIoOps.EPOLLIN)).get();
        pipe[1].close();

        assertTrue(heard.await(10, TimeUnit.SECONDS));
        next.cancel();
        pipe[0].close();
    }

    private IoRegistration register(FileDescriptor descriptor, CountDownLatch heard) throws Exception {
        return loop.register(new Listening(descriptor, heard)).get();
    }

    private record Listening(FileDescriptor fd, CountDownLatch heard) implements EpollIoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            heard.countDown();
            registration.submit(EpollIoOps.NONE);
        }

        @Override
        public void close() {}
    }
}

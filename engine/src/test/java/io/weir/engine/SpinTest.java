package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A descriptor that wakes up its loop all the time, though nobody takes what is there. */
@Timeout(60)
class SpinTest {
    private static final String CONFIG = """
            global
                nbthread 1
                tune.poller epoll
            """ + Weir.configuration("", "server s1 \"127.0.0.1:${S1}\"");

    @Test
    void itIsNamedAndClosedWhileABusyClientGoesOn() throws Exception {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        var closed = new CountDownLatch(1);
        try (var log = WeirLog.awaiting("although nothing moves");
                var origin = Origin.answering("x");
                var weir = Weir.running(CONFIG, origin);
                var client = weir.connect()) {
            pipe[1].write(ByteBuffer.allocateDirect(1).put(0, (byte) 'a'), 0, 1);
            var loop = (IoEventLoop) weir.proxy().loops().getFirst();
            IoRegistration registration =
                    loop.register(new Careless(pipe[0], closed)).get();

            registration.submit(EpollIoOps.EPOLLIN);
            while (closed.getCount() > 0) assertTrue(client.get("/").message().endsWith("x"));

            String line = log.line();
            assertTrue(line.contains("descriptor " + pipe[0].intValue() + " wakes up weir-loop-"), line);
            assertTrue(client.get("/").message().endsWith("x"));
        } finally {
            pipe[1].close();
        }
    }

    /** Hears that there is something to read, and reads nothing. */
    private record Careless(FileDescriptor fd, CountDownLatch closed) implements EpollIoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {}

        @Override
        public void close() throws IOException {
            fd.close();
            closed.countDown();
        }
    }
}

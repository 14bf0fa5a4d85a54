package io.weir.engine.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.weir.rules.Place;
import io.weir.rules.config.LogHeader;
import io.weir.rules.config.LogOptions;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.LogTarget.Format;
import io.weir.rules.config.LogTarget.Sink;
import io.weir.rules.config.Mode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LogTargetsTest {
    private static final long PID = ProcessHandle.current().pid();

    @BeforeAll
    static void nativeSocketsAreThere() {
        Epoll.ensureAvailability();
    }

    @Test
    void aSyslogServerGetsFacilityLevelTagAndLine() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var targets = targets()) {
            log(targets, target(udp(server), Format.LOCAL)).write(exchange());

            String line = receive(server);

            assertTrue(line.startsWith("<134>"), line);
            assertTrue(line.contains(" weir[" + PID + "]: 127.0.0.1:4711 ["), line);
            assertTrue(line.endsWith(" \"GET /seen HTTP/1.1\"\n"), line);
        }
    }

    @Test
    void aSyslogServerOnIpv6GetsTheSame() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.ofLiteral("::1"));
                var targets = targets()) {
            log(targets, target(udp(server), Format.RAW)).write(exchange());

            assertTrue(receive(server).startsWith("127.0.0.1:4711 ["));
        }
    }

    @Test
    void aUnixSocketSuchAsDevLogGetsTheSame(@TempDir Path folder) throws IOException {
        String path = folder.resolve("log").toString();
        Socket server = Socket.newSocketDomainDgram();
        try (var targets = targets()) {
            server.bind(new io.netty.channel.unix.DomainSocketAddress(path));
            log(targets, target(new Sink.Unix(path), Format.PRIORITY)).write(exchange());

            String line = read(server, 1);

            assertTrue(line.startsWith("<134>127.0.0.1:4711 ["), line);
        } finally {
            server.close();
        }
    }

    @Test
    void anInheritedDescriptorGetsOneLineAfterAnother() throws IOException {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        try (var targets = targets()) {
            var log = log(targets, target(new Sink.Descriptor(pipe[1].intValue()), Format.RAW));
            for (int i = 0; i < 3; i++) log.write(exchange());

            String lines = read(pipe[0], 3);

            assertEquals(3, lines.split("\"GET /seen HTTP/1.1\"\n", -1).length - 1, lines);
        } finally {
            pipe[0].close();
            pipe[1].close();
        }
    }

    @Test
    void linesOutsideTheLevelsOfATargetAreDroppedOrLowered() throws IOException {
        try (var strict = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var capped = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var targets = targets()) {
            var onlyErrors = new LogTarget(udp(strict), 3, 3, 0, Format.SHORT, 1024, PLACE);
            var atMostNotice = new LogTarget(udp(capped), 3, 7, 5, Format.SHORT, 1024, PLACE);

            targets.event(List.of(onlyErrors, atMostNotice), LogLevel.INFO, "info");
            targets.event(List.of(onlyErrors, atMostNotice), LogLevel.ALERT, "server be/s1 is DOWN");

            assertEquals("<1>server be/s1 is DOWN\n", receive(strict));
            assertEquals("<6>info\n", receive(capped));
            assertEquals("<5>server be/s1 is DOWN\n", receive(capped));
        }
    }

    @Test
    void aRuleRaisesTheLevelOfALineOrSilencesIt() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var targets = targets()) {
            var log = log(targets, target(udp(server), Format.SHORT));
            var silent = exchange();
            silent.level = 8;
            var raised = exchange();
            raised.level = LogLevel.ERR.severity();

            log.write(silent);
            log.write(raised);

            assertTrue(receive(server).startsWith("<3>127.0.0.1:4711"));
        }
    }

    @Test
    void aConnectionWithoutDataIsSilentWithDontlognull() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var targets = targets()) {
            var options = new LogOptions(List.of(target(udp(server), Format.RAW)), LogOptions.Line.HTTP, true);
            var log = targets.accessLog(options, Mode.HTTP);
            var probe = exchange();
            probe.bytesIn = 0;
            probe.headBytes = 0;
            probe.status = 0;

            log.write(probe);
            log.write(exchange());

            assertTrue(receive(server).contains(" 200 "));
        }
    }

    @Test
    void aLineIsCutAtTheLengthOfItsTargetFrameIncluded() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var targets = targets()) {
            log(targets, new LogTarget(udp(server), 16, 7, 0, Format.LOCAL, 80, PLACE))
                    .write(exchange());

            assertEquals(80 + 1, receive(server).length());
        }
    }

    @Test
    void aMissingSocketCostsItsLinesAndNoOthers(@TempDir Path folder) throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var targets = targets()) {
            var missing = target(new Sink.Unix(folder.resolve("nobody").toString()), Format.RAW);
            var log = log(targets, missing, target(udp(server), Format.RAW));
            for (int i = 0; i < 10; i++) log.write(exchange());

            for (int i = 0; i < 10; i++) assertTrue(receive(server).contains("GET /seen"));
            while (targets.dropped() < 10) Thread.onSpinWait();
            assertEquals(10, targets.dropped());
        }
    }

    @Test
    void aSinkThatHangsLosesLinesWhichAreCountedAndNobodyWaits() throws IOException {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        int written = 3 * LogTargets.QUEUE_LINES;
        try (var targets = targets()) {
            var log = log(targets, target(new Sink.Descriptor(pipe[1].intValue()), Format.RAW));
            for (int i = 0; i < written; i++) log.write(exchange());

            long lostBefore = targets.dropped();
            assertTrue(lostBefore > 0, "nobody reads, so the queue must be full");
            int seen = read(pipe[0], written - (int) lostBefore).split("\n").length;
            assertEquals(written, seen + targets.dropped());
        } finally {
            pipe[0].close();
            pipe[1].close();
        }
    }

    @Test
    void linesOfManyThreadsComeWholeAndInTheOrderOfEach() throws Exception {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        int each = LogTargets.QUEUE_LINES / 8;
        try (var targets = targets()) {
            var target = target(new Sink.Descriptor(pipe[1].intValue()), Format.RAW);
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 4; t++) {
                String name = "t" + t + " ";
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) targets.event(List.of(target), LogLevel.INFO, name + i);
                }));
            }
            String[] lines = read(pipe[0], 4 * each).split("\n");
            for (var thread : threads) thread.join();

            for (int t = 0; t < 4; t++) {
                String name = "t" + t + " ";
                var own = List.of(lines).stream()
                        .filter(line -> line.startsWith(name))
                        .toList();
                assertEquals(IntStream.range(0, each).mapToObj(i -> name + i).toList(), own);
            }
        } finally {
            pipe[0].close();
            pipe[1].close();
        }
    }

    private static final Place PLACE = new Place("weir.cfg", 1, 1);

    private static LogTargets targets() {
        return new LogTargets(new LogHeader("weir", ""));
    }

    private static AccessLog log(LogTargets targets, LogTarget... to) {
        return targets.accessLog(new LogOptions(List.of(to), LogOptions.Line.HTTP, false), Mode.HTTP);
    }

    private static LogTarget target(Sink sink, Format format) {
        return new LogTarget(sink, 16, 7, 0, format, 1024, PLACE);
    }

    private static Sink udp(DatagramSocket server) {
        return new Sink.Udp(server.getLocalAddress().getHostAddress(), server.getLocalPort());
    }

    private static ExchangeRecord exchange() {
        var record = new ExchangeRecord();
        record.frontend = "fe";
        record.client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        record.startMillis = System.currentTimeMillis();
        record.startNanos = System.nanoTime();
        record.endNanos = record.startNanos;
        record.status = 200;
        record.bytesIn = 80;
        record.headBytes = 80;
        byte[] request = "GET /seen HTTP/1.1".getBytes(ISO_8859_1);
        record.requestLine(request, 0, request.length);
        return record;
    }

    private static String receive(DatagramSocket server) throws IOException {
        server.setSoTimeout(5000);
        var packet = new DatagramPacket(new byte[2000], 2000);
        server.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
    }

    /** Reads until that many lines are there. */
    private static String read(FileDescriptor from, int lines) throws IOException {
        var bytes = ByteBuffer.allocateDirect(65536);
        var text = new StringBuilder();
        for (int seen = 0; seen < lines; ) {
            bytes.clear();
            int count = from.read(bytes, 0, bytes.capacity());
            if (count <= 0) {
                Thread.onSpinWait();
                continue;
            }
            for (int i = 0; i < count; i++) {
                char c = (char) (bytes.get(i) & 0xff);
                text.append(c);
                if (c == '\n') seen++;
            }
        }
        return text.toString();
    }
}

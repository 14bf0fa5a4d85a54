package io.weir.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.http1.ReadStatus;
import io.weir.engine.http1.RequestReader;
import io.weir.engine.http1.Strictness;
import io.weir.rules.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request head read and checked. Loop-confined. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeadReaderBenchmark {
    private static final String WRK = "GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:18080\r\n\r\n";
    private static final String BROWSER = "GET /cart?item=17 HTTP/1.1\r\nHost: shop.example\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
            + "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
            + "Connection: keep-alive\r\nCookie: session=0123456789abcdef; theme=dark\r\n"
            + "Upgrade-Insecure-Requests: 1\r\n\r\n";

    @Param({"wrk", "browser"})
    public String client = "wrk";

    private final RequestReader reader = new RequestReader(HeadLimits.DEFAULT, Strictness.STRICT);
    private final RequestHead head = new RequestHead(1024);
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    @Setup
    public void encode() {
        byte[] text = (client.equals("wrk") ? WRK : BROWSER).getBytes(StandardCharsets.US_ASCII);
        bytes = Unpooled.directBuffer(text.length).writeBytes(text);
    }

    @Benchmark
    public ReadStatus read() {
        bytes.readerIndex(0);
        return reader.read(bytes, head);
    }
}

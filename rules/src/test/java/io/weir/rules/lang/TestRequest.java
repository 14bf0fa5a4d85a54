package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.ConnectionView;
import io.weir.rules.Counter;
import io.weir.rules.Headers;
import io.weir.rules.Inputs;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import io.weir.rules.Variables;
import io.weir.rules.table.StickTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction made of text, and counters that a test sets. Loop-confined. */
public final class TestRequest implements Inputs, ConnectionView {
    private final Variables process = Variables.ofProcess();
    private final Variables session = Variables.ofSession();
    private final Map<String, Long> counters = new HashMap<>();
    private final Map<String, StickTable> tables = new HashMap<>();
    private final RequestHead request = new RequestHead(1024);
    private final ResponseHead response = new ResponseHead(1024);
    private boolean fixed;
    private InetSocketAddress source = address("127.0.0.1", 40000);
    private InetSocketAddress destination = address("127.0.0.1", 80);
    private final Transaction txn = new Transaction(request, response, this, this, "fe");

    /** @param head a request's head with its line ends as they are on the wire */
    public static TestRequest of(String head) {
        var test = new TestRequest();
        test.readRequest(head);
        return test;
    }

    /** A transaction whose counters are all 7 and cost nothing to read. */
    static TestRequest withFixedCounters(String head) {
        var test = of(head);
        test.fixed = true;
        return test;
    }

    public Transaction txn() {
        return txn;
    }

    /** @param name as {@code fe_conn(fe)} */
    public TestRequest counter(String name, long value) {
        counters.put(name, value);
        return this;
    }

    public TestRequest from(String address, int port) {
        source = address(address, port);
        return this;
    }

    public TestRequest to(String address, int port) {
        destination = address(address, port);
        return this;
    }

    /** Gives it a response. */
    public TestRequest answered(String head) {
        Headers headers = response.headers();
        headers.clear();
        int start = headers.append(head);
        int lineEnd = head.indexOf("\r\n");
        response.startLine(head.charAt(7) - '0', Integer.parseInt(head.substring(9, 12)), start + 13, start + lineEnd);
        readFields(headers, head, start, lineEnd + 2);
        return this;
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private void readRequest(String head) {
        request.clear();
        Headers headers = request.headers();
        int start = headers.append(head);
        int lineEnd = head.indexOf("\r\n");
        int methodEnd = head.indexOf(' ');
        int targetEnd = head.indexOf(' ', methodEnd + 1);
        request.startLine(
                start, start + methodEnd, start + methodEnd + 1, start + targetEnd, head.charAt(lineEnd - 1) - '0');
        readFields(headers, head, start, lineEnd + 2);
    }

    private static void readFields(Headers headers, String head, int start, int from) {
        for (int at = from; !head.startsWith("\r\n", at); ) {
            int end = head.indexOf("\r\n", at);
            int colon = head.indexOf(':', at);
            int valueStart = colon + 1;
            int valueEnd = end;
            while (valueStart < valueEnd && head.charAt(valueStart) == ' ') valueStart++;
            while (valueEnd > valueStart && head.charAt(valueEnd - 1) == ' ') valueEnd--;
            headers.line(start + at, start + colon, start + valueStart, start + valueEnd);
            at = end + 2;
        }
    }

    /** The request's head as it stands now. */
    public String requestText() {
        var text = new StringBuilder(request.method() + " " + request.target());
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++)
            text.append('|').append(headers.name(i)).append(": ").append(headers.value(i));
        return text.toString();
    }

    /** The response's head as it stands now. */
    public String responseText() {
        var text = new StringBuilder(response.status() + " " + response.reason());
        Headers headers = response.headers();
        for (int i = 0; i < headers.size(); i++)
            text.append('|').append(headers.name(i)).append(": ").append(headers.value(i));
        return text.toString();
    }

    @Override
    public long counter(Counter counter, String proxy, String server) {
        if (fixed) return 7;
        String owner = server.isEmpty() ? proxy : proxy + "/" + server;
        String name = owner.isEmpty() ? counter.fetchName() : counter.fetchName() + "(" + owner + ")";
        Long value = counters.get(name);
        if (value == null) throw new UnknownInputException(name);
        return value;
    }

    /** Gives it a stick table. */
    TestRequest table(StickTable table) {
        tables.put(table.name(), table);
        return this;
    }

    @Override
    public StickTable table(String name) {
        StickTable table = tables.get(name);
        if (table == null) throw new UnknownInputException(name);
        return table;
    }

    @Override
    public @Nullable Object variable(String name) {
        return process.get(name);
    }

    @Override
    public boolean variable(String name, @Nullable Object value) {
        process.put(name, value);
        return true;
    }

    @Override
    public long nowMillis() {
        return 1_700_000_000_123L;
    }

    @Override
    public long random(long bound) {
        return bound - 1;
    }

    @Override
    public SocketAddress source() {
        return source;
    }

    @Override
    public SocketAddress destination() {
        return destination;
    }

    @Override
    public String listener() {
        return "";
    }

    @Override
    public Variables variables() {
        return session;
    }

    @Override
    public int requests() {
        return 1;
    }

    @Override
    public long ageMillis() {
        return 0;
    }

    /** The bytes of text as the wire has them. */
    static byte[] wire(String text) {
        return text.getBytes(ISO_8859_1);
    }
}

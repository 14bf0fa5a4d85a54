package io.weir.scripting;

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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hand-made transactions and the counters that they see. Confined to one thread. */
final class Traffic implements Inputs, ConnectionView {
    private final Variables process = Variables.ofProcess();
    private final Variables session = Variables.ofSession();
    final Map<String, Long> counters = new HashMap<>();
    long now = 1_700_000_000_000L;
    long chance;
    boolean timeIsUnknown;
    Runnable onUnknown = () -> {};

    /** Sets a counter such as {@code fe_conn(lb)}. */
    Traffic given(String counter, long value) {
        counters.put(counter, value);
        return this;
    }

    Transaction get(String target, String... headers) {
        return request("GET", target, headers);
    }

    Transaction request(String method, String target, String... headers) {
        var head = new RequestHead(64);
        Headers bytes = head.headers();
        int start = bytes.append(method + " " + target + " HTTP/1.1\r\n");
        int targetStart = start + method.length() + 1;
        head.startLine(start, start + method.length(), targetStart, targetStart + target.length(), 1);
        for (String header : headers) {
            int colon = header.indexOf(':');
            bytes.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return new Transaction(head, new ResponseHead(64), this, this, "lb");
    }

    /** Gives that transaction a server's response. */
    static Transaction answered(Transaction txn, int status, String reason, String... headers) {
        ResponseHead head = txn.response();
        Headers bytes = head.headers();
        int start = bytes.append(reason);
        head.startLine(1, status, start, start + reason.getBytes(ISO_8859_1).length);
        for (String header : headers) {
            int colon = header.indexOf(':');
            bytes.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        txn.backendChosen("app");
        txn.serverChosen("s1");
        return txn;
    }

    @Override
    public long counter(Counter counter, String proxy, String server) {
        var name = proxy.isEmpty() ? "" : server.isEmpty() ? "(" + proxy + ")" : "(" + proxy + "/" + server + ")";
        Long value = counters.get(counter.fetchName() + name);
        if (value == null) {
            onUnknown.run();
            throw new UnknownInputException(counter.fetchName() + name);
        }
        return value;
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
        if (timeIsUnknown) throw new UnknownInputException("date");
        return now;
    }

    @Override
    public long random(long bound) {
        return chance % bound;
    }

    @Override
    public SocketAddress source() {
        return new InetSocketAddress("192.0.2.7", 40000);
    }

    @Override
    public SocketAddress destination() {
        return new InetSocketAddress("192.0.2.1", 80);
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
        return 3;
    }

    @Override
    public long ageMillis() {
        return 1500;
    }
}

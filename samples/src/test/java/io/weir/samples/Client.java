package io.weir.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client connection that sends what it is told to and reads responses one by one. Confined to one thread. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param headers by their names in lower case; repeated ones joined by a comma */
    record Response(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static Client connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Client(socket);
    }

    Response get(String path, String... fields) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: sample.example\r\n" + lines(fields) + "\r\n");
        return read();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    Response read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + "," + b);
        }
        if (status == 101) return new Response(status, headers, "");
        var length = headers.get("content-length");
        byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new Response(status, headers, new String(body, ISO_8859_1));
    }

    /** As many bytes, of a tunnel. */
    String read(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), ISO_8859_1);
    }

    /** Whether nothing is left to read because the other side has closed. */
    boolean isClosedByPeer() throws IOException {
        return in.read() < 0;
    }

    /** Leaves with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String lines(String... fields) {
        var lines = new StringBuilder();
        for (var field : fields) lines.append(field).append("\r\n");
        return lines.toString();
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("after '" + text + "'");
            if (c != '\r') text.append((char) c);
        }
        return text.toString();
    }
}

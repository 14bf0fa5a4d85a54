package io.weir.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** A real connection under a script's control, on either side of the proxy. Every wait has an end. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final Socket socket;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static Wire to(int port) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Reads no more than that ahead of the script. */
    static Wire withReceiveBuffer(int bytes, int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(bytes);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new Wire(socket);
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** Where the other side comes from. */
    InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends it so many times, as another thread does while this one reads; stops when the other side has gone. */
    void sendAll(String text, int times) {
        try {
            for (int i = 0; i < times; i++) send(text);
        } catch (IOException e) {
            return; // that is the reading side's business
        }
    }

    /** Whether it can be sent within a moment; false when nobody takes it, and then some of it may have been sent. */
    boolean sendsSoon(String text) throws IOException {
        var sending = new FutureTask<>(() -> send(text));
        Thread.ofVirtual().start(sending);
        try {
            sending.get(300, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Sends a GET without a body. */
    Wire get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    /** Ends this side's direction. */
    Wire finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Ends with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Start line and field lines with the empty line, or what came of them before the end. */
    String head() throws IOException {
        return until("\r\n\r\n");
    }

    /** Everything up to and with that text, or what came before the end. */
    String until(String end) throws IOException {
        var text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
            int b = in.read();
            if (b < 0) break;
            text.append((char) b);
        }
        return text.toString();
    }

    String bytes(int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), ISO_8859_1);
    }

    /** A message whose body has a Content-Length or none. */
    String message() throws IOException {
        String head = head();
        var length = LENGTH.matcher(head);
        return length.find() ? head + bytes(Integer.parseInt(length.group(1))) : head;
    }

    /** Whether a head has that field line, in whatever case its name is. */
    static boolean hasField(String head, String line) {
        String name = line.substring(0, line.indexOf(':') + 1);
        String value = line.substring(name.length());
        return head.lines()
                .anyMatch(each -> each.regionMatches(true, 0, name, 0, name.length())
                        && each.substring(name.length()).equals(value));
    }

    /** Everything until the other side ends its direction; a reset fails the test. */
    String all() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Reads to the other side's end and counts; a reset fails the test. */
    long drain() throws IOException {
        return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Everything until the other side ends, by close or by reset. */
    String rest() throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) all.write(buffer, 0, n);
        } catch (SocketException e) {
            return all.toString(ISO_8859_1);
        }
        return all.toString(ISO_8859_1);
    }

    /** The script does nothing for a while: its own slowness is what is tested. */
    void pause(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }

    /** Whether nothing, neither byte nor end, comes within that time. */
    boolean quietFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            if (!socket.isClosed()) socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

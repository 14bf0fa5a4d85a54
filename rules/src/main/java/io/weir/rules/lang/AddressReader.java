package io.weir.rules.lang;

import io.weir.rules.config.Endpoint;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.Source;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads addresses in HAProxy's notation (configuration manual section 4.2 {@code bind}, {@code server}). Any thread. */
final class AddressReader {
    private static final int MAX_UNIX_PATH = 107;
    private static final int SYSLOG_PORT = 514;
    private static final String PORTS = "a port of 1 to 65535 or a range such as 8000-8010";
    private static final String STREAM =
            "address:port, *:port, [ipv6]:port, ipv4@..., ipv6@..., unix@path, /path or fd@number";
    private static final String SOURCE = "address, address:port, address:low-high, or several with commas between";
    private static final String SERVER =
            "address[:port], address:+offset, *:port, ipv4@..., ipv6@..., unix@path or /path";

    private AddressReader() {}

    /** The addresses of a {@code bind} line's first word: a list, each with a port or a range of ports. */
    static List<Endpoint> bind(Line line, Word word) {
        var endpoints = new ArrayList<Endpoint>();
        for (var item : word.text().split(",", -1)) {
            var address = Address.of(line, word, item, STREAM);
            switch (address.family()) {
                case "unix" -> endpoints.add(unix(line, word, address.rest()));
                case "fd" -> endpoints.add(new Endpoint.Descriptor(descriptor(line, word, address.rest())));
                case "", "ipv4", "ipv6" -> addRange(line, word, address, endpoints);
                default -> throw unsupported(line, word, address.family());
            }
        }
        return endpoints;
    }

    /** The one address of a {@code stats socket} line. */
    static Endpoint stats(Line line, Word word) {

        var endpoints = bind(line, word);
        if (endpoints.size() != 1) throw line.bad(word, "one address");
        return endpoints.getFirst();
    }

    static Endpoint server(Line line, Word word) {
        var address = Address.of(line, word, word.text(), SERVER);
        return switch (address.family()) {
            case "unix" -> unix(line, word, address.rest());
            case "", "ipv4", "ipv6" -> serverInet(line, word, address);
            default -> throw unsupported(line, word, address.family());
        };
    }

    /** Without an address it is the one that the client asked for, without a port the client's, as it is or moved. */
    private static Endpoint serverInet(Line line, Word word, Address address) {
        var hostAndPort = address.split();
        var host = host(line, word, address, hostAndPort.host());
        if (host.equals("0.0.0.0") || host.equals("::")) host = "";
        var port = hostAndPort.port();
        if (port == null || port.isEmpty() || port.equals("0")) return new Endpoint.Mapped(host, 0);
        return switch (port.charAt(0)) {
            case '+' -> new Endpoint.Mapped(host, port(line, word, port.substring(1)));
            case '-' -> new Endpoint.Mapped(host, -port(line, word, port.substring(1)));
            default -> new Endpoint.Inet(host, port(line, word, port));
        };
    }

    /** The one address of a {@code dispatch} line. */
    static Endpoint dispatch(Line line, Word word) {
        var endpoint = server(line, word);
        if (endpoint instanceof Endpoint.Mapped || endpoint instanceof Endpoint.Inet(var host, int _) && host.isEmpty())
            throw line.bad(word, "an address with its port");
        return endpoint;
    }

    /** The addresses of a {@code source}, each with a port, a range of ports or none. */
    static List<Source.Address> source(Line line, Word word) {
        var addresses = new ArrayList<Source.Address>();
        for (var item : word.text().split(",", -1)) {
            var address = Address.of(line, word, item, SOURCE);
            switch (address.family()) {
                case "", "ipv4", "ipv6" -> addresses.add(source(line, word, address));
                default -> throw line.bad(word, SOURCE);
            }
        }
        return addresses;
    }

    private static Source.Address source(Line line, Word word, Address address) {
        var hostAndPort = address.split();
        var host = host(line, word, address, hostAndPort.host());
        var ports = hostAndPort.port();
        if (ports == null || ports.isEmpty() || ports.equals("0")) return new Source.Address(host, 0, 0);
        int dash = ports.indexOf('-');
        int low = port(line, word, dash < 0 ? ports : ports.substring(0, dash));
        int high = dash < 0 ? low : port(line, word, ports.substring(dash + 1));
        if (high < low) throw line.bad(word, PORTS);
        return new Source.Address(host, low, high);
    }

    /** The address of a {@code log} line. */
    static LogTarget.Sink log(Line line, Word word) {
        if (word.text().equals("stdout")) return new LogTarget.Sink.Stdout();
        if (word.text().equals("stderr")) return new LogTarget.Sink.Stderr();
        var address = Address.of(line, word, word.text(), "stdout, stderr, address[:port], /path or fd@number");
        return switch (address.family()) {
            case "unix" ->
                new LogTarget.Sink.Unix(unix(line, word, address.rest()).path());
            case "fd" -> new LogTarget.Sink.Descriptor(descriptor(line, word, address.rest()));
            case "", "ipv4", "ipv6", "udp", "udp4", "udp6" -> {
                var hostAndPort = address.split();
                var host = host(line, word, address, hostAndPort.host());
                if (host.isEmpty()) throw line.bad(word, "the log server's address");
                var port = hostAndPort.port();
                yield new LogTarget.Sink.Udp(
                        host, port == null || port.isEmpty() ? SYSLOG_PORT : port(line, word, port));
            }
            default -> throw unsupported(line, word, address.family());
        };
    }

    /** An IP address, and nothing that would have to be resolved; null when it is none. */
    static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void addRange(Line line, Word word, Address address, List<Endpoint> endpoints) {
        var hostAndPort = address.split();
        var host = host(line, word, address, hostAndPort.host());
        var ports = hostAndPort.port();
        if (ports == null || ports.isEmpty())
            throw line.fault(
                    "bad-value", word.place(), "'" + line.keyword + "': " + Line.quoted(word) + " lacks a port", PORTS);
        int dash = ports.indexOf('-');
        int first = port(line, word, dash < 0 ? ports : ports.substring(0, dash));
        int last = dash < 0 ? first : port(line, word, ports.substring(dash + 1));
        if (last < first) throw line.bad(word, PORTS);
        for (int port = first; port <= last; port++) endpoints.add(new Endpoint.Inet(host, port));
    }

    private static int port(Line line, Word word, String text) {
        if (text.isEmpty() || text.length() > 5) throw line.bad(word, PORTS);
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') throw line.bad(word, PORTS);
            port = port * 10 + c - '0';
        }
        if (port < 1 || port > 65535) throw line.bad(word, PORTS);
        return port;
    }

    private static String host(Line line, Word word, Address address, String host) {
        boolean six = address.family().endsWith("6");
        if (host.isEmpty() || host.equals("*")) return six ? "::" : "";
        boolean looksLikeSix = host.indexOf(':') >= 0;
        boolean looksLikeFour = !looksLikeSix && host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        if (looksLikeSix && address.family().endsWith("4")) throw line.bad(word, "an IPv4 address");
        if (looksLikeFour && six) throw line.bad(word, "an IPv6 address");
        if ((looksLikeSix || looksLikeFour) && literal(host) == null)
            throw line.bad(word, "an IP address or a host name");
        for (int i = 0; i < host.length() && !looksLikeSix; i++)
            if (!ProxyKeywords.isNameCharacter(host.charAt(i))) throw line.bad(word, "an IP address or a host name");
        return host;
    }

    private static Endpoint.Unix unix(Line line, Word word, String path) {
        if (path.isEmpty() || path.length() > MAX_UNIX_PATH)
            throw line.bad(word, "the path of a socket of at most " + MAX_UNIX_PATH + " bytes");
        return new Endpoint.Unix(Latin1.readable(path));
    }

    private static int descriptor(Line line, Word word, String text) {
        if (text.isEmpty() || text.length() > 7 || !text.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw line.bad(word, "fd@ and the number of an inherited descriptor");
        return Integer.parseInt(text);
    }

    private static LineFault unsupported(Line line, Word word, String family) {
        return unsupportedText(line, word, "'" + family + "@'");
    }

    private static LineFault unsupportedText(Line line, Word word, String what) {
        return line.fault(
                "unsupported-value",
                word.place(),
                "'" + line.keyword + "': " + what + " is not supported by Weir yet",
                "");
    }

    private record HostAndPort(String host, @Nullable String port) {}

    /**
     * One address cut at its family prefix.
     *
     * @param family {@code unix} also for a path that begins with a slash; empty where none is said
     */
    private record Address(String family, String rest) {
        static Address of(Line line, Word word, String given, String expected) {
            var text = line.environment.expand(given, name -> unknown(line, word, name));
            if (text.isEmpty()) throw line.bad(word, expected);
            if (text.charAt(0) == '/') return new Address("unix", text);
            int at = text.indexOf('@');
            return at < 0 ? new Address("", text) : new Address(text.substring(0, at), text.substring(at + 1));
        }

        private static void unknown(Line line, Word word, String name) {
            line.warn(
                    "unknown-variable",
                    word.place(),
                    "'" + line.keyword + "': there is no environment variable '" + Latin1.readable(name) + "'",
                    "");
        }

        /** The port is what follows the last colon that is not inside brackets. */
        HostAndPort split() {
            int colon = rest.lastIndexOf(':');
            if (rest.lastIndexOf(']') > colon) colon = -1;
            var host = colon < 0 ? rest : rest.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
            return new HostAndPort(host, colon < 0 ? null : rest.substring(colon + 1));
        }
    }
}

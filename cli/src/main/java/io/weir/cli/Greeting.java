package io.weir.cli;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.stream.Collectors;

/** The line that says that Weir is up. Any thread. */
final class Greeting {
    private Greeting() {}

    /** {@code Weir 0.1.0 serves lb on 127.0.0.1:8080 (pid 4711, rules version 1 runs)}. */
    static String of(Serving serving) {
        var frontends = serving.configuration().frontends().stream()
                .map(frontend -> frontend.name() + " on "
                        + serving.proxy().addresses(frontend.name()).stream()
                                .map(Greeting::text)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return "Weir " + Build.VERSION + " serves " + (frontends.isEmpty() ? "its stats socket only" : frontends)
                + " (pid " + ProcessHandle.current().pid() + ", " + serving.runs() + ")";
    }

    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? (inet.getAddress().getHostAddress().contains(":")
                                ? "[" + inet.getAddress().getHostAddress() + "]"
                                : inet.getAddress().getHostAddress())
                        + ":" + inet.getPort()
                : address.toString();
    }
}

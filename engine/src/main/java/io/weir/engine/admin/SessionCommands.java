package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.ADMIN;
import static io.weir.rules.config.StatsSocket.Level.OPERATOR;

import io.weir.engine.account.Session;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Commands about what is at work: HAProxy's, with what each session holds and which of its timers are armed in place of
 * HAProxy's own insides (management guide section 9.3). Any thread.
 */
final class SessionCommands {
    private final RunningProxy proxy;

    SessionCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "show sess",
                "[id]",
                "report the list of current sessions or dump this exact session",
                OPERATOR,
                this::show));
        commands.add(Command.of("shutdown session", "[id]", "kill a specific session", ADMIN, this::shutdown));
    }

    private String show(List<String> words, AdminSession session) {
        var text = new StringBuilder();
        if (words.isEmpty() || words.getFirst().equals("all")) {
            for (Session each : proxy.sessions()) line(each, text);
            return text.toString();
        }
        Long id = id(words.getFirst());
        for (Session each : proxy.sessions()) {
            if (id == null || each.id() != id) continue;
            line(each, text);
            return text.toString();
        }
        return "Session not found.\n";
    }

    private String shutdown(List<String> words, AdminSession session) {
        if (words.isEmpty()) return "Session pointer expected (use 'show sess').\n";
        Long id = id(words.getFirst());
        return id != null && proxy.shutdownSession(id) ? "" : "No such session (use 'show sess').\n";
    }

    /** As the list shows it: hexadecimal behind 0x. */
    private static @Nullable Long id(String word) {
        if (!word.toLowerCase(Locale.ROOT).startsWith("0x")) return null;
        try {
            return Long.parseUnsignedLong(word.substring(2), 16);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static void line(Session session, StringBuilder text) {
        text.append("0x")
                .append(Long.toHexString(session.id()))
                .append(": proto=")
                .append(protocol(session.client()));
        text.append(" src=").append(source(session.client()));
        text.append(" fe=").append(session.frontend());
        text.append(" be=").append(session.backend() == null ? "<NONE>" : session.backend());
        text.append(" srv=").append(session.server() == null ? "<none>" : session.server());
        text.append(" age=").append(time(session.ageMillis()));
        text.append(" stage=").append(session.stage());
        text.append(" holds=").append(String.join(",", names(session.holds())));
        text.append(" in=").append(session.bytesIn()).append(" out=").append(session.bytesOut());
        var timers = session.timers();
        text.append(" client=").append(time(timers.client()));
        text.append(" wait=").append(time(timers.pause()));
        text.append(" server=").append(time(timers.server())).append('\n');
    }

    private static List<String> names(Session.Holds holds) {
        var names = new ArrayList<String>();
        if (holds.queuePlace()) names.add("queue");
        if (holds.slot() != null) names.add("slot");
        if (holds.connection()) names.add("connection");
        return names;
    }

    private static String protocol(SocketAddress client) {
        if (!(client instanceof InetSocketAddress inet)) return "unix_stream";
        return inet.getAddress() instanceof Inet6Address ? "tcpv6" : "tcpv4";
    }

    private static String source(SocketAddress client) {
        if (!(client instanceof InetSocketAddress inet)) return "unix:1";
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }

    /** As HAProxy writes times for people: the two largest units that it has. */
    private static String time(long millis) {
        if (millis < 0) return "";
        long seconds = millis / 1000;
        if (seconds < 1) return millis + "ms";
        long minutes = seconds / 60;
        if (minutes < 1) return seconds + "s";
        long hours = minutes / 60;
        if (hours < 1) return minutes + "m" + seconds % 60 + "s";
        long days = hours / 24;
        return days < 1 ? hours + "h" + minutes % 60 + "m" : days + "d" + hours % 24 + "h";
    }
}

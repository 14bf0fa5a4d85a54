package io.weir.engine;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.netty.util.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this build of the engine can do on this system, for {@code weir -vv}. Any thread. */
public final class Capabilities {
    private Capabilities() {}

    /** One line for each. */
    public static List<String> lines() {
        var netty = Version.identify().get("netty-transport");
        return List.of(
                "Netty " + (netty == null ? "of an unknown version" : netty.artifactVersion()),
                "Transports: epoll " + state(Epoll.unavailabilityCause()) + ", io_uring "
                        + state(IoUring.unavailabilityCause()) + ", nio available; used: "
                        + io.weir.engine.loop.Transport.best().name().toLowerCase(java.util.Locale.ROOT),
                "Codecs: HTTP/1.1 on both sides (own); no HTTP/2, TLS or compression yet");
    }

    private static String state(@Nullable Throwable cause) {
        if (cause == null) return "available";
        var root = cause;
        while (root.getCause() != null) root = root.getCause();
        return "not available (" + root.getMessage() + ")";
    }
}

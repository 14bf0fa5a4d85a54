package io.weir.engine;

import io.weir.rules.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * File descriptors: how many client connections they allow. Each may need one descriptor more for its server. Any
 * thread.
 */
final class Descriptors {
    /** For the JVM itself, logs, rule files and server connections that are idle. */
    private static final int RESERVED = 128;

    private Descriptors() {}

    /**
     * The limit on client connections of the process: {@code maxconn}, or as many as the descriptors allow.
     *
     * @throws StartException when there are too few descriptors for what is configured
     */
    static int connectionLimit(Configuration configuration) throws StartException {
        int reserved = reserved(configuration);
        long limit = processLimit();
        long allowed = (limit - reserved) / 2;
        int wanted = configuration.global().maxConnections();
        if (wanted == 0) {
            if (allowed >= 1) return (int) Math.min(allowed, 1_000_000);
            throw new StartException(List.of("too few file descriptors: the limit is " + limit + ", at least "
                    + (reserved + 2) + " are needed (raise it with 'ulimit -n')"));
        }
        if (wanted <= allowed) return wanted;
        throw new StartException(List.of("too few file descriptors for 'maxconn " + wanted + "': the limit is " + limit
                + ", " + (2L * wanted + reserved)
                + " are needed (raise it with 'ulimit -n' or lower maxconn to " + Math.max(0, allowed) + ")"));
    }

    /** Those beside client connections and their servers. */
    static int reserved(Configuration configuration) {
        int listeners = configuration.global().statsSockets().size();
        for (var frontend : configuration.frontends())
            listeners += frontend.binds().size();
        return RESERVED + listeners;
    }

    private static long processLimit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (!line.startsWith("Max open files")) continue;
                String soft = line.substring("Max open files".length()).strip().split("\\s+")[0];
                return soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft);
            }
        } catch (IOException e) {
            return Integer.MAX_VALUE; // no such system: the kernel says when there are too few
        }
        return Integer.MAX_VALUE;
    }
}

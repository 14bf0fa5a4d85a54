package io.weir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command line in HAProxy's style asks for (management guide section 3).
 *
 * @param condition of {@code -cc}; empty for other tasks
 * @param maxConnections of {@code -n}; 0: as the configuration says
 * @param node of {@code -L}; empty: as the configuration says
 * @param pidFile of {@code -p}; null: as the configuration says
 * @param remarks options that are accepted and do nothing, each as a line for the user
 *     <p>Any thread; immutable.
 */
record StartArguments(
        Task task,
        String condition,
        List<Path> files,
        Set<Switch> switches,
        int maxConnections,
        String node,
        @Nullable Path pidFile,
        List<String> remarks) {
    StartArguments {
        files = List.copyOf(files);
        switches = Set.copyOf(switches);
        remarks = List.copyOf(remarks);
    }

    /** What to do at all. */
    enum Task {
        RUN,
        /** {@code -c}. */
        CHECK,
        /** {@code -cc}. */
        CONDITION,
        /** {@code -v}. */
        VERSION,
        /** {@code -vv}. */
        BUILD
    }

    /** Options without a value that change how it is done. */
    enum Switch {
        /** {@code -d}, {@code -db}: stay in the foreground whatever the configuration says. */
        FOREGROUND,
        /** {@code -D}: go to the background. */
        DAEMON,
        /** {@code -W}, {@code -Ws}: behave towards signals as HAProxy's master process. */
        MASTER_WORKER,
        /** {@code -q}. */
        QUIET,
        /** {@code -V}. */
        VERBOSE,
        /** {@code -dW}: a warning is as bad as an error. */
        ZERO_WARNING
    }

    boolean has(Switch each) {
        return switches.contains(each);
    }
}

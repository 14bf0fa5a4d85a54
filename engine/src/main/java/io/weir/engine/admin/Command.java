package io.weir.engine.admin;

import io.weir.rules.config.StatsSocket;
import java.util.List;

/**
 * One command of the runtime API. Any thread.
 *
 * @param path the words that name it, such as {@code show info}
 * @param usage the same with its arguments, for the help
 * @param help what it does
 * @param level who may run it
 */
record Command(List<String> path, String usage, String help, StatsSocket.Level level, Action action) {
    static Command of(String path, String arguments, String help, StatsSocket.Level level, Action action) {
        String usage = arguments.isEmpty() ? path : path + " " + arguments;
        return new Command(List.of(path.split(" ")), usage, help, level, action);
    }

    /** How many of its leading words the line has. */
    int wordsInCommon(List<String> line) {
        int same = 0;
        while (same < path.size() && same < line.size() && path.get(same).equals(line.get(same))) same++;
        return same;
    }

    boolean isNamedBy(List<String> line) {
        return wordsInCommon(line) == path.size();
    }

    /** HAProxy's line of help. */
    String helpLine() {
        return "  " + usage + " ".repeat(Math.max(0, 40 - usage.length())) + ": " + help + "\n";
    }

    /** What a command does. Any thread. */
    @FunctionalInterface
    interface Action {
        /**
         * @param words those behind the command's own
         * @return the answer with its newlines; empty when there is nothing to say
         */
        String run(List<String> words, AdminSession session);
    }
}

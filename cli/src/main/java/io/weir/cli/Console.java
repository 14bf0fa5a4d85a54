package io.weir.cli;

import io.weir.rules.lang.Problem;
import java.io.PrintStream;
import java.util.List;

/** Where the command speaks to its user: what was asked for on stdout, everything else on stderr. Any thread. */
record Console(PrintStream out, PrintStream err) {
    static Console standard() {
        return new Console(System.out, System.err);
    }

    /** A line about what Weir does or cannot do. */
    void say(String line) {
        err.println("weir: " + line);
    }

    /** Everything found in a text, one line each. */
    void print(List<Problem> problems) {
        for (var problem : problems) err.println(problem);
    }

    /** A line that the user asked for. */
    void answer(String line) {
        out.println(line);
    }
}

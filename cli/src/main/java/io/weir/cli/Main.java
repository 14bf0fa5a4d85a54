package io.weir.cli;

import java.util.Arrays;
import java.util.List;

/** The process's entry. Any thread. */
final class Main {
    private Main() {}

    /** Ends the process with the status that {@code sysexits} and HAProxy would; nothing left running holds it up. */
    public static void main(String[] arguments) {
        int status = run(Arrays.asList(arguments), Console.standard());
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /** Options before any command are HAProxy's; picocli reads everything else. */
    static int run(List<String> arguments, Console console) {
        if (arguments.isEmpty()) return Commands.run(List.of("--help"), console);
        var first = arguments.getFirst();
        if (first.equals("run")) return Start.run(arguments.subList(1, arguments.size()), console);
        if (first.equals(Rehearsal.COMMAND)) return Rehearsal.run(arguments.subList(1, arguments.size()), console);
        boolean haproxyStyle = first.startsWith("-") && !Commands.isHelp(first);
        return haproxyStyle ? Start.run(arguments, console) : Commands.run(arguments, console);
    }
}

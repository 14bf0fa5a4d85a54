package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.ADMIN;
import static io.weir.rules.config.StatsSocket.Level.OPERATOR;
import static io.weir.rules.config.StatsSocket.Level.USER;

import io.weir.rules.lang.Problem;
import io.weir.rules.lang.ProcessVariables;
import io.weir.rules.lang.ProcessVariables.Kind;
import io.weir.rules.sample.Casts;
import java.util.List;

/**
 * Commands about variables of the process. As in HAProxy, a value and what is wrong with an expression are followed by
 * the end of the answer alone and not by an empty line. Any thread.
 */
final class VariableCommands {
    private final RunningProxy proxy;

    VariableCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(
                Command.of("get var", "<name>", "retrieve contents of a process-wide variable", OPERATOR, this::get));
        commands.add(Command.of(
                "set var",
                "<name> [fmt|expr] {<fmt>|<expr>}",
                "set variable from an expression/format",
                USER, // asked below: that it is experimental is said first
                this::set));
        commands.add(Command.of(
                "experimental-mode", "[on|off]", "show or set whether experimental commands run", ADMIN, this::mode));
    }

    private String get(List<String> words, AdminSession session) {
        if (words.isEmpty()) return "Missing process-wide variable identifier.\n";
        String name = words.getFirst();
        Object value = name.startsWith("proc.") ? proxy.inputs().variable(name) : null;
        if (value == null) return "Variable not found.\n";
        return name + ": type=" + Casts.typeName(value) + " value=<" + printable(Casts.text(value)) + ">";
    }

    private String set(List<String> words, AdminSession session) {
        if (!session.isExperimental()) return "This command is restricted to experimental mode only.\n";
        if (session.level() == USER) return "Permission denied\n";
        if (words.isEmpty()) return "Missing process-wide variable identifier.\n";
        if (words.size() < 2) return "Missing either 'expr', 'fmt' or expression.\n";
        String kind = words.size() == 2 ? "expr" : words.get(1);
        if (!kind.equals("expr") && !kind.equals("fmt"))
            return "'set var': arg type must be either 'expr' or 'fmt' but got '" + kind + "'.";
        String name = words.getFirst();
        if (!name.startsWith("proc."))
            return "'set var': cannot set variable '" + name + "', only scope 'proc' is permitted here.";
        String text = words.size() == 2 ? words.get(1) : words.get(2);
        Problem wrong =
                ProcessVariables.set(name, kind.equals("fmt") ? Kind.FORMAT : Kind.EXPRESSION, text, proxy.inputs());
        return wrong == null ? "" : said(wrong);
    }

    private static String said(Problem wrong) {
        String expected = wrong.expected().isEmpty() ? "" : " (expected " + wrong.expected() + ")";
        return "'set var': " + wrong.message() + expected + ".";
    }

    private String mode(List<String> words, AdminSession session) {
        if (words.isEmpty()) return "experimental-mode is " + (session.isExperimental() ? "ON" : "OFF") + "\n";
        session.experimental(words.getFirst().equals("on"));
        return "";
    }

    private static String printable(String text) {
        var shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? c : '.');
        }
        return shown.toString();
    }
}

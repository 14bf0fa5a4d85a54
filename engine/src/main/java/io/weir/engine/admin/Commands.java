package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.USER;

import io.weir.engine.peers.PeersText;
import io.weir.rules.config.StatsSocket;
import io.weir.rules.lang.TimeValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of the runtime API and the way to them from a line (management guide section 9.3). Any thread. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** At the end of a line it says that more lines follow, up to an empty one. */
    static final String PAYLOAD = "<<";

    private final List<Command> commands = new ArrayList<>();

    Commands(RunningProxy proxy) {
        var info = new InfoCommands(proxy);
        commands.add(Command.of(
                "show info",
                "[desc|json|typed|float]*",
                "report information about the running process",
                USER,
                info::showInfo));
        commands.add(Command.of("show version", "", "show version of the current process", USER, info::showVersion));
        new StatCommands(proxy).addTo(commands);
        new ServerCommands(proxy).addTo(commands);
        new ServerConnCommand(proxy).addTo(commands);
        new BackendCommands(proxy).addTo(commands);
        new FrontendCommands(proxy).addTo(commands);
        new SessionCommands(proxy).addTo(commands);
        new TableCommands(proxy).addTo(commands);
        commands.add(Command.of(
                "show peers",
                "[dict|-] [section]",
                "dump some information about all the peers or this peers section",
                USER,
                (words, session) -> showPeers(proxy, words)));
        new PatternCommands(proxy).addTo(commands);
        new VariableCommands(proxy).addTo(commands);
        commands.add(Command.of(
                "reload",
                "",
                "read configuration and rules anew",
                StatsSocket.Level.ADMIN,
                (words, session) -> proxy.reload() + "\n"));
        commands.sort((a, b) -> a.usage().compareTo(b.usage()));
        addOwn();
    }

    /**
     * The answers to a line's commands one after the other, each with the empty line that ends it.
     *
     * @param request a line, and behind {@code <<} at its end the lines that are its last command's payload
     */
    String answer(String request, AdminSession session) {
        int end = request.indexOf('\n');
        var answers = new StringBuilder();
        List<List<String>> commands = CommandLine.commands(end < 0 ? request : request.substring(0, end));
        for (int i = 0; i < commands.size(); i++) {
            boolean takesPayload = end >= 0 && i == commands.size() - 1;
            session.payload(takesPayload ? request.substring(end + 1) : null);
            List<String> words = takesPayload ? withoutMark(commands.get(i)) : commands.get(i);
            String answer = words.isEmpty() ? "" : run(words, session);
            if (session.hasQuit()) break;
            answers.append(answer).append('\n');
            if (session.isInteractive()) answers.append("> ");
        }
        return answers.toString();
    }

    private static List<String> withoutMark(List<String> words) {
        return !words.isEmpty() && words.getLast().equals(PAYLOAD) ? words.subList(0, words.size() - 1) : words;
    }

    private String run(List<String> words, AdminSession session) {
        Command best = null;
        for (Command command : commands)
            if (command.isNamedBy(words)
                    && (best == null || command.path().size() > best.path().size())) best = command;
        if (best == null) return unknown(words);
        if (!session.mayRun(best)) return "Permission denied\n";
        try {
            return best.action().run(words.subList(best.path().size(), words.size()), session);
        } catch (RuntimeException e) {
            LOG.error("command {} failed", words, e);
            return "Internal error, see the log.\n";
        }
    }

    private String unknown(List<String> words) {
        int most = 0;
        for (Command command : commands) most = Math.max(most, command.wordsInCommon(words));
        if (most == 0) return "Unknown command. Please enter one of the following commands only:\n" + list(words, 0);
        return "Unknown command, but maybe one of the following ones is a better match:\n" + list(words, most);
    }

    private String help(List<String> words, AdminSession session) {
        int most = 0;
        for (Command command : commands) most = Math.max(most, command.wordsInCommon(words));
        return "The following commands are valid at this level:\n" + list(words, most);
    }

    /** Commands that begin with that many of these words. */
    private String list(List<String> words, int inCommon) {
        var text = new StringBuilder();
        for (Command command : commands)
            if (command.wordsInCommon(words) >= inCommon
                    || OWN.contains(command.path().getFirst())) text.append(command.helpLine());
        return text.toString();
    }

    /** Shown with every help. */
    private static final List<String> OWN = List.of("help", "prompt", "quit");

    private static String showPeers(RunningProxy proxy, List<String> words) {
        boolean dictionary = !words.isEmpty() && words.getFirst().equals("dict");
        int at = dictionary || !words.isEmpty() && words.getFirst().equals("-") ? 1 : 0;
        var detail = dictionary ? PeersText.Detail.DICTIONARY : PeersText.Detail.STANDARD;
        String text = proxy.peers(at < words.size() ? words.get(at) : "", detail);
        return text == null ? "No such peers\n" : text;
    }

    private void addOwn() {
        add("show cli level", "", "display the level of the current CLI session", this::showLevel);
        add("set timeout cli", "<delay>", "change the timeout of the current CLI session", this::setTimeout);
        add("operator", "", "lower the level of the current CLI session to operator", (words, session) -> {
            if (session.level() == USER) return "Permission denied\n";
            session.lower(StatsSocket.Level.OPERATOR);
            return "";
        });
        add("user", "", "lower the level of the current CLI session to user", (words, session) -> {
            session.lower(USER);
            return "";
        });
        add("help", "[<command>]", "list matching or all commands", this::help);
        add("prompt", "", "toggle interactive mode with prompt", (words, session) -> {
            session.togglePrompt();
            return "";
        });
        add("quit", "", "disconnect", (words, session) -> {
            session.quit();
            return "";
        });
    }

    private void add(String path, String arguments, String help, Command.Action action) {
        commands.add(Command.of(path, arguments, help, USER, action));
    }

    private String showLevel(List<String> words, AdminSession session) {
        return session.level().name().toLowerCase(Locale.ROOT) + "\n";
    }

    private String setTimeout(List<String> words, AdminSession session) {
        if (words.isEmpty()) return "Missing timeout value.\n";
        String delay = words.getFirst();
        boolean bare = NumberArgument.of(delay) != null;
        Duration timeout = TimeValue.parse(bare ? delay + "s" : delay);
        if (timeout == null || timeout.isZero()) return "Invalid timeout value.\n";
        session.timeout(timeout);
        return "";
    }
}

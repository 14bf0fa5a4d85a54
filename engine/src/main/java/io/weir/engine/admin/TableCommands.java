package io.weir.engine.admin;

import io.weir.rules.config.StatsSocket;
import io.weir.rules.sample.TableKeys;
import io.weir.rules.table.DataType;
import io.weir.rules.table.KeyType;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about stick tables (management guide section 9.3). Any thread. */
final class TableCommands {
    private static final String NO_KEYS = " tables of type other than ip, ipv6, string and integer is not supported\n";

    private final RunningProxy proxy;

    TableCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "clear table",
                "<table> [<filter>]*",
                "remove an entry from a table (filter: data/key)",
                StatsSocket.Level.USER,
                this::clear));
        commands.add(Command.of(
                "set table",
                "<table> key <k> [data.* <v>]*",
                "update or create a table entry's data",
                StatsSocket.Level.USER,
                this::set));
        commands.add(Command.of(
                "show table",
                "<table> [<filter>]*",
                "report table usage stats or dump this table's contents (filter: data/key)",
                StatsSocket.Level.USER,
                this::show));
    }

    private String show(List<String> words, AdminSession session) {
        if (words.isEmpty()) {
            var text = new StringBuilder();
            // the one read last comes first, as in HAProxy
            for (StickTable table : proxy.tables().reversed()) TableText.head(text, table);
            return text.toString();
        }
        StickTable table = named(words.getFirst());
        if (table == null) return "No such table\n";
        return switch (Selection.kind(words)) {
            case ALL, DATA -> {
                var selection = Selection.ofData(table, words);
                if (!selection.problem().isEmpty()) yield selection.problem();
                var text = new StringBuilder();
                TableText.head(text, table);
                if (!mayLook(session)) yield text + "# contents not dumped due to insufficient privileges\n";
                for (TableEntry entry : selection.chosen(table)) TableText.entry(text, entry, 0);
                yield text.toString();
            }
            case KEY -> showKey(table, words, session);
            case OTHER ->
                "Optional argument only supports \"data.<store_data_type>\" <operator> <value> and key <key>\n";
        };
    }

    private static String showKey(StickTable table, List<String> words, AdminSession session) {
        String problem = keyProblem(table, words, "Showing keys from");
        if (!problem.isEmpty()) return problem;
        if (!mayLook(session)) return "Permission denied\n";
        TableEntry entry = table.find(key(table, words));
        if (entry == null) return "";
        var text = new StringBuilder();
        TableText.head(text, table);
        TableText.entry(text, entry, 0);
        return text.toString();
    }

    private String clear(List<String> words, AdminSession session) {
        StickTable table = words.isEmpty() ? null : named(words.getFirst());
        if (table == null && !words.isEmpty()) return "No such table\n";
        if (table == null || Selection.kind(words) == Selection.Kind.OTHER)
            return "Required arguments: <table> \"data.<store_data_type>\" <operator> <value> or <table> key <key>\n";
        if (Selection.kind(words) == Selection.Kind.KEY) {
            String problem = keyProblem(table, words, "Removing keys from");
            if (!problem.isEmpty()) return problem;
            if (!mayLook(session)) return "Permission denied\n";
            TableEntry entry = table.find(key(table, words));
            return entry == null || table.forget(entry) ? "" : "Entry currently in use, cannot remove\n";
        }
        var selection = Selection.ofData(table, words);
        if (!selection.problem().isEmpty()) return selection.problem();
        if (mayLook(session)) for (TableEntry entry : selection.chosen(table)) table.forget(entry);
        return "";
    }

    private String set(List<String> words, AdminSession session) {
        StickTable table = words.isEmpty() ? null : named(words.getFirst());
        if (table == null && !words.isEmpty()) return "No such table\n";
        if (table != null && Selection.kind(words) == Selection.Kind.DATA)
            return "content-based lookup is only supported with the \"show\" and \"clear\" actions\n";
        if (table == null || Selection.kind(words) != Selection.Kind.KEY)
            return "Required arguments: <table> key <key> [data.<store_data_type> <value>]*\n";
        String problem = keyProblem(table, words, "Inserting keys into");
        if (!problem.isEmpty()) return problem;
        if (!mayLook(session)) return "Permission denied\n";
        TableEntry entry = table.holdOrMake(key(table, words));
        if (entry == null) return "Unable to allocate a new entry\n";
        try {
            return set(entry, words.subList(3, words.size()));
        } finally {
            entry.touch();
            entry.release();
        }
    }

    private static String set(TableEntry entry, List<String> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!pairs.get(i).startsWith("data.")) return "\"data.<type>\" followed by a value expected\n";
            DataType type = DataType.named(pairs.get(i).substring("data.".length()));
            if (type == null) return "Unknown data type\n";
            if (!entry.table().stores(type, 0)) return "Data type not stored in this table\n";
            Long value = i + 1 < pairs.size() ? Selection.number(pairs.get(i + 1)) : null;
            if (value == null) return "Require a valid integer value to store\n";
            entry.set(type, 0, value);
        }
        return "";
    }

    private @Nullable StickTable named(String name) {
        for (StickTable table : proxy.tables()) if (table.name().equals(name)) return table;
        return null;
    }

    private static boolean mayLook(AdminSession session) {
        return session.level().compareTo(StatsSocket.Level.OPERATOR) >= 0;
    }

    /** What is wrong with the key; empty: nothing. */
    private static String keyProblem(StickTable table, List<String> words, String doing) {
        if (words.size() < 3) return "Key value expected\n";
        KeyType type = table.config().type();
        if (type == KeyType.BINARY) return doing + NO_KEYS;
        String text = words.get(2);
        boolean number = text.matches("[0-9]{1,10}") && Long.parseLong(text) <= 0xffffffffL;
        boolean valid = type != KeyType.INTEGER || number;
        return valid && TableKeys.of(table, text) != null ? "" : "Invalid key\n";
    }

    private static Object key(StickTable table, List<String> words) {
        return java.util.Objects.requireNonNull(TableKeys.of(table, words.get(2)));
    }

    /** Entries chosen by what is kept for them. */
    record Selection(List<Filter> filters, String problem) {
        private static final int MOST_FILTERS = 4;
        private static final List<String> OPERATORS = List.of("eq", "ne", "le", "ge", "lt", "gt");

        /** What follows the table's name. */
        enum Kind {
            ALL,
            KEY,
            DATA,
            OTHER
        }

        private record Filter(DataType type, String operator, long value) {
            boolean passes(TableEntry entry) {
                int order = Long.compare(entry.value(type, 0), value);
                return switch (operator) {
                    case "eq" -> order == 0;
                    case "ne" -> order != 0;
                    case "le" -> order <= 0;
                    case "ge" -> order >= 0;
                    case "lt" -> order < 0;
                    default -> order > 0;
                };
            }
        }

        static Kind kind(List<String> words) {
            if (words.size() < 2) return Kind.ALL;
            if (words.get(1).equals("key")) return Kind.KEY;
            return words.get(1).startsWith("data.") ? Kind.DATA : Kind.OTHER;
        }

        static Selection ofData(StickTable table, List<String> words) {
            var filters = new ArrayList<Filter>();
            for (int at = 1; at < words.size(); at += 3) {
                int number = filters.size() + 1;
                if (number > MOST_FILTERS)
                    return wrong("Detected extra data in filter, " + (at + 3) + "th word of input, after '"
                            + words.get(at - 1) + "'\n");
                String name = words.get(at);
                DataType type = DataType.named(name.substring(Math.min(name.length(), "data.".length())));
                if (type == null) return wrong("Filter entry #" + number + ": Unknown data type\n");
                if (!table.stores(type, 0))
                    return wrong("Filter entry #" + number + ": Data type not stored in this table\n");
                String operator = at + 1 < words.size() ? words.get(at + 1) : "";
                if (!OPERATORS.contains(operator))
                    return wrong("Filter entry #" + number
                            + ": Require and operator among \"eq\", \"ne\", \"le\", \"ge\", \"lt\", \"gt\"\n");
                Long value = at + 2 < words.size() ? number(words.get(at + 2)) : null;
                if (value == null)
                    return wrong("Filter entry #" + number + ": Require a valid integer value to compare against\n");
                filters.add(new Filter(type, operator, value));
            }
            return new Selection(filters, "");
        }

        private static Selection wrong(String problem) {
            return new Selection(List.of(), problem);
        }

        static @Nullable Long number(String text) {
            return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
        }

        List<TableEntry> chosen(StickTable table) {
            return table.entries().stream()
                    .filter(entry -> filters.stream().allMatch(filter -> filter.passes(entry)))
                    .sorted(TableText.BY_KEY)
                    .toList();
        }
    }
}

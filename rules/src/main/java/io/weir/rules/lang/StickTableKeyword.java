package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.table.DataType;
import io.weir.rules.table.KeyType;
import io.weir.rules.table.StickTableConfig;
import io.weir.rules.table.StickTableConfig.ServerKey;
import io.weir.rules.table.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code stick-table} line (configuration manual section 4.2). Confined to the reading thread. */
final class StickTableKeyword {
    static final Setting<StickTableConfig> TABLE = Setting.own();

    private static final List<String> PARAMETERS =
            List.of("type", "size", "expire", "nopurge", "store", "srvkey", "peers");
    private static final List<List<DataType>> EXCLUSIVE = List.of(
            List.of(DataType.GPT, DataType.GPT0),
            List.of(DataType.GPC, DataType.GPC0),
            List.of(DataType.GPC, DataType.GPC1),
            List.of(DataType.GPC_RATE, DataType.GPC0_RATE),
            List.of(DataType.GPC_RATE, DataType.GPC1_RATE));

    private final Line line;
    private final List<String> parameters;
    private final List<Stored> store = new ArrayList<>();
    private @Nullable KeyType type;
    private int keyBytes;
    private int size;
    private int expireMillis;
    private boolean nopurge;
    private ServerKey serverKey = ServerKey.NAME;
    private String peers;

    private StickTableKeyword(Line line, String peers) {
        this.line = line;
        this.peers = peers;
        // a table of a section is shared by its processes, and says so nowhere
        this.parameters = peers.isEmpty() ? PARAMETERS : PARAMETERS.subList(0, PARAMETERS.size() - 1);
    }

    static void addTo(KeywordTable table) {
        table.add("stick-table", Section.NAMED_PROXIES, (line, draft) -> new StickTableKeyword(line, "").read(draft));
    }

    /** A {@code table} line of a {@code peers} section. */
    static void readOfPeers(Line line, Draft draft) {
        var word = line.word("a table's name");
        ProxyKeywords.checkName(line, word);
        var name = draft.name + StickTableConfig.OF_PEERS + word.text();
        var shared = draft.acls.shared();
        if (shared.hasTable(name))
            throw line.fault(
                    "duplicate-name",
                    word.place(),
                    draft.title() + " has a table " + Line.quoted(word) + " already",
                    "another name");
        shared.add(new StickTableKeyword(line, draft.name).ofPeers(draft, name));
    }

    private void read(Draft draft) {
        if (draft.get(TABLE) != null)
            throw line.fault(
                    "duplicate-keyword",
                    line.place,
                    draft.title() + " has a stick table already, declared at "
                            + draft.placeOf(TABLE).fileAndLine(),
                    "one 'stick-table' line");
        while (line.words.hasNext()) parameter(draft, line.words.take());
        var config = checked(draft.name);
        draft.set(TABLE, config, line.place);
        draft.acls.shared().add(config);
    }

    private StickTableConfig checked(String name) {
        var keys = type;
        if (keys == null) throw missing("type", Line.listed(types().keySet()));
        if (size == 0) throw missing("size", "the most keys at once");
        return new StickTableConfig(
                name, line.place, keys, keyBytes, size, nopurge, expireMillis, store, serverKey, peers);
    }

    private StickTableConfig ofPeers(Draft draft, String name) {
        while (line.words.hasNext()) parameter(draft, line.words.take());
        return checked(name);
    }

    private LineFault missing(String parameter, String expected) {
        return line.fault(
                "missing-argument",
                line.words.place(),
                "'" + line.keyword + "' lacks '" + parameter + "'",
                "'" + parameter + "' and " + expected);
    }

    private void parameter(Draft draft, Word word) {
        switch (parameters.contains(word.text()) ? word.text() : "") {
            case "type" -> type();
            case "size" -> size();
            case "expire" -> expireMillis = (int) line.time().toMillis();
            case "nopurge" -> nopurge = true;
            case "store" -> store(line.word("what to keep, such as http_req_rate(10s),gpc0"));
            case "srvkey" -> serverKey = line.choice(Map.of("name", ServerKey.NAME, "addr", ServerKey.ADDR));
            case "peers" -> {
                var section = line.word("the name of a 'peers' section");
                peers = section.text();
                draft.acls.shared().usePeers(section);
            }
            default -> {
                var nearest = Nearest.to(word.text(), parameters);
                throw line.fault(
                        "unknown-parameter",
                        word.place(),
                        "'" + line.keyword + "': unknown parameter " + Line.quoted(word),
                        nearest == null ? Line.listed(parameters) : "'" + nearest + "'");
            }
        }
    }

    private static Map<String, KeyType> types() {
        var types = new java.util.TreeMap<String, KeyType>();
        for (var type : KeyType.values()) types.put(type.word(), type);
        return types;
    }

    private void type() {
        var read = line.choice(types());
        type = read;
        keyBytes = read.defaultBytes();
        if (read.hasLength() && line.takes("len")) keyBytes = line.number(1, 1 << 16);
    }

    private void size() {
        var expected = "a number of keys of 1 to " + Integer.MAX_VALUE + ", or with k, m or g";
        var word = line.word(expected);
        long keys = SizeValue.parse(word.text());
        if (keys < 1 || keys > Integer.MAX_VALUE) throw line.bad(word, expected);
        size = (int) keys;
    }

    /** Items between commas; those between parentheses are arguments. */
    private void store(Word word) {
        var text = word.text();
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '(') depth++;
            if (c == ')') depth--;
            boolean ends = c == ',' && (depth <= 0 || i == text.length());
            if (!ends) continue;
            if (i > start) item(part(word, start, i));
            start = i + 1;
        }
        for (var pair : EXCLUSIVE)
            if (keeps(pair.getFirst()) && keeps(pair.getLast()))
                throw line.fault(
                        "bad-value",
                        word.place(),
                        "'stick-table': a table cannot keep both '"
                                + pair.getFirst().word() + "' and '"
                                + pair.getLast().word() + "'",
                        "only '" + pair.getFirst().word() + "'");
    }

    private static Word part(Word word, int from, int to) {
        var at = word.place();
        return new Word(word.text().substring(from, to), new Place(at.file(), at.line(), at.column() + from));
    }

    private void item(Word item) {
        int open = item.text().indexOf('(');
        var name = open < 0 ? item.text() : item.text().substring(0, open);
        if (open >= 0 && !item.text().endsWith(")"))
            throw line.fault("bad-value", item.place(), "a parenthesis is not closed in " + Line.quoted(item), "')'");
        var kept = DataType.named(name);
        if (kept == null) throw unknown(item, name);
        var arguments = new ArrayList<Word>();
        for (int at = open + 1; open >= 0 && at < item.text().length(); ) {
            int end = item.text().indexOf(',', at);
            if (end < 0) end = item.text().length() - 1;
            arguments.add(part(item, at, end));
            at = end + 1;
        }
        keep(item, kept, arguments);
    }

    private void keep(Word item, DataType kept, List<Word> arguments) {
        int wanted = (kept.isArray() ? 1 : 0) + (kept.kind() == DataType.Kind.RATE ? 1 : 0);
        if (arguments.size() != wanted)
            throw line.fault(
                    "bad-argument",
                    item.place(),
                    "'stick-table': " + (arguments.size() < wanted ? "an argument is missing in " : "too many in ")
                            + Line.quoted(item),
                    "'" + example(kept) + "'");
        int elements = kept.isArray() ? line.number(arguments.getFirst(), 1, Stored.MAX_ELEMENTS) : 1;
        int period = 0;
        if (kept.kind() == DataType.Kind.RATE) {
            var word = arguments.getLast();
            period = (int) line.time(word).toMillis();
            if (period == 0) throw line.bad(word, "a period of at least 1ms");
        }
        if (keeps(kept)) {
            line.warn("duplicate-value", item.place(), "'stick-table' keeps '" + kept.word() + "' already", "");
            return;
        }
        store.add(new Stored(kept, elements, period));
    }

    private static String example(DataType kept) {
        boolean rate = kept.kind() == DataType.Kind.RATE;
        if (kept.isArray()) return kept.word() + (rate ? "(2,10s)" : "(2)");
        return kept.word() + (rate ? "(10s)" : "");
    }

    private boolean keeps(DataType wanted) {
        return store.stream().anyMatch(stored -> stored.type() == wanted);
    }

    private LineFault unknown(Word item, String name) {
        var nearest = Nearest.to(
                name, Arrays.stream(DataType.values()).map(DataType::word).toList());
        return line.fault(
                "unknown-value",
                item.place(),
                "'stick-table' cannot keep '" + Latin1.readable(name) + "'",
                nearest == null ? "" : "'" + nearest + "'");
    }
}

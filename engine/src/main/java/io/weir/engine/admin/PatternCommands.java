package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.OPERATOR;
import static io.weir.rules.config.StatsSocket.Level.USER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.config.StatsSocket;
import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRef.Columns;
import io.weir.rules.pattern.PatternRef.User;
import io.weir.rules.sample.Case;
import io.weir.rules.sample.PatternLookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about maps and the patterns of ACLs. Any thread. */
final class PatternCommands {
    private final RunningProxy proxy;

    PatternCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(of("add acl", "[@<ver>] <acl> <pattern>", "add an acl entry", this::addAcl));
        commands.add(of(
                "add map",
                "[@<ver>] <map> <key> <val>",
                "add a map entry (payload supported instead of key/val)",
                this::addMap));
        commands.add(of("clear acl", "[@<ver>] <acl>", "clear the contents of this acl", this::clear));
        commands.add(of("clear map", "[@<ver>] <map>", "clear the contents of this map", this::clear));
        commands.add(of("commit acl", "@<ver> <acl>", "commit the ACL at this version", this::commit));
        commands.add(of("commit map", "@<ver> <map>", "commit the map at this version", this::commit));
        commands.add(of("del acl", "<acl> [<key>|#<ref>]", "delete acl entries matching <key>", this::del));
        commands.add(of("del map", "<map> [<key>|#<ref>]", "delete map entries matching <key>", this::del));
        commands.add(of("get acl", "<acl> <value>", "report the patterns matching a sample for an ACL", this::get));
        commands.add(
                of("get map", "<acl> <value>", "report the keys and values matching a sample for a map", this::get));
        commands.add(of("prepare acl", "<acl>", "prepare a new version for atomic ACL replacement", this::prepare));
        commands.add(of("prepare map", "<map>", "prepare a new version for atomic map replacement", this::prepare));
        commands.add(of("set map", "<map> [<key>|#<ref>] <value>", "modify a map entry", this::set));
        commands.add(of("show acl", "[@<ver>] <acl>]", "report available acls or dump an acl's contents", this::show));
        commands.add(of("show map", "[@ver] [map]", "report available maps or dump a map's contents", this::show));
    }

    private static Command of(String path, String arguments, String help, Action action) {
        User user = path.endsWith("map") ? User.MAP : User.ACL;
        boolean reads = path.startsWith("show") || path.startsWith("get");
        StatsSocket.Level level = reads ? USER : OPERATOR;
        return Command.of(
                path,
                arguments,
                help,
                level,
                (words, session) -> action.run(new PatternWords(words, user, session.payload())));
    }

    /** What a command does. Any thread. */
    @FunctionalInterface
    private interface Action {
        String run(PatternWords words);
    }

    private String show(PatternWords words) {
        if (words.isEmpty()) return list(words.user());
        PatternRef ref = used(words);
        if (ref == null) return words.unknown();
        var text = new StringBuilder();
        for (PatternEntry entry : ref.entries(words.version(ref.version()))) {
            text.append("0x")
                    .append(Long.toHexString(entry.number()))
                    .append(' ')
                    .append(shown(entry.key()));
            if (entry.value() != null) text.append(' ').append(shown(entry.value()));
            text.append('\n');
        }
        return text.toString();
    }

    private String list(User user) {
        var text = new StringBuilder("# id (file) description\n");
        for (PatternRef ref : proxy.patterns().usedBy(user))
            text.append(ref.id())
                    .append(" (")
                    .append(ref.name())
                    .append(") ")
                    .append(ref.description())
                    .append(". curr_ver=")
                    .append(Integer.toUnsignedString(ref.version()))
                    .append(" next_ver=")
                    .append(Integer.toUnsignedString(ref.nextVersion()))
                    .append(" entry_cnt=")
                    .append(ref.entryCount())
                    .append('\n');
        return text.toString();
    }

    private String addMap(PatternWords words) {
        String payload = words.payload();
        if (payload == null ? words.count() < 3 : words.isEmpty())
            return "'add map' expects three parameters (map identifier, key and value)"
                    + " or one parameter (map identifier) and a payload\n";
        PatternRef ref = named(words.name());
        if (ref == null) return words.unknown();
        int version = words.version(ref.version());
        if (words.hasVersion() && version - ref.nextVersion() > 0)
            return "Version number in the future, please use 'prepare map' before.\n";
        if (payload == null) return add(ref, version, words.word(1), words.word(2));
        for (String line : payload.split("\n")) {
            String[] parts = line.split("[ \t]+", 2);
            if (parts.length < 2) return "Missing value for key '" + parts[0] + "'.\n";
            String answer = add(ref, version, parts[0], parts[1]);
            if (!answer.isEmpty()) return answer;
        }
        return "";
    }

    private String addAcl(PatternWords words) {
        if (words.count() < 2) return "'add acl' expects two parameters: ACL identifier and pattern.\n";
        PatternRef ref = named(words.name());
        if (ref == null) return words.unknown();
        int version = words.version(ref.version());
        if (words.hasVersion() && version - ref.nextVersion() > 0)
            return "Version number in the future, please use 'prepare acl' before.\n";
        if (ref.columns() == Columns.TWO)
            return "This ACL is shared with a map containing samples. "
                    + "You must use the command 'add map' to add values.\n";
        return add(ref, version, words.word(1), null);
    }

    private static String add(PatternRef ref, int version, String key, @Nullable String value) {
        try {
            ref.add(version, kept(key), value == null ? null : kept(value));
            return "";
        } catch (PatternException e) {
            return shown(e.problem()) + ".\n";
        }
    }

    private String set(PatternWords words) {
        if (words.count() < 3) return "'set map' expects three parameters: map identifier, key and value.\n";
        PatternRef ref = named(words.name());
        if (ref == null) return words.unknown();
        String value = kept(words.word(2));
        try {
            if (!words.isReference()) return ref.set(kept(words.word(1)), value) ? "" : "entry not found.\n";
            Long number = words.reference();
            if (number == null) return PatternWords.MALFORMED;
            return ref.set(number, value) ? "" : "key or pattern not found.\n";
        } catch (PatternException e) {
            return shown(e.problem()) + ".\n";
        }
    }

    private String del(PatternWords words) {
        String what = words.user() == User.MAP ? "map" : "ACL";
        if (words.count() < 2) return "This command expects two parameters: " + what + " identifier and key.\n";
        PatternRef ref = used(words);
        if (ref == null) return "Unknown map identifier. Please use #<id> or <file>.\n"; // for ACLs too
        if (!words.isReference()) return ref.delete(kept(words.word(1))) ? "" : "Key not found.\n";
        Long number = words.reference();
        if (number == null) return PatternWords.MALFORMED;
        return ref.delete(number) ? "" : "Key not found.\n";
    }

    private String get(PatternWords words) {
        if (words.count() < 2) return "Missing " + words.title() + " identifier and/or key.\n";
        PatternRef ref = named(words.name());
        if (ref == null) return words.unknown();
        var text = new StringBuilder();
        for (PatternLookup each : PatternLookup.of(ref, kept(words.word(1)))) append(text, each, words.user());
        return text.toString();
    }

    private static void append(StringBuilder text, PatternLookup lookup, User user) {
        boolean map = user == User.MAP;
        text.append("type=").append(lookup.method());
        text.append(lookup.letters() == Case.KEPT ? ", case=sensitive" : ", case=insensitive");
        text.append(map ? ", found=" : ", match=");
        PatternLookup.Found found = lookup.found();
        if (found == null) {
            text.append("no\n");
            return;
        }
        text.append(found.index() == PatternLookup.Index.TREE ? "yes, idx=tree" : "yes, idx=list");
        PatternEntry entry = found.entry();
        text.append(map ? ", key=" : ", pattern=");
        text.append(entry == null ? "unknown" : "\"" + shown(entry.key()) + "\"");
        if (map) {
            String value = entry == null ? null : entry.value();
            if (value == null || found.valueType().isEmpty()) text.append(", value=none");
            else text.append(", value=\"" + shown(value) + "\", type=\"" + found.valueType() + "\"");
        }
        text.append('\n');
    }

    private String clear(PatternWords words) {
        if (words.isEmpty()) return words.missing();
        PatternRef ref = used(words);
        if (ref == null) return words.unknown();
        ref.clear(words.version(ref.version()));
        return "";
    }

    private String prepare(PatternWords words) {
        PatternRef ref = words.isEmpty() ? null : used(words);
        if (ref == null) return words.unknown();
        return "New version created: " + Integer.toUnsignedString(ref.prepare()) + "\n";
    }

    private String commit(PatternWords words) {
        if (!words.hasVersion()) return "Missing version number.\n";
        if (words.isEmpty()) return words.missing();
        PatternRef ref = used(words);
        if (ref == null) return words.unknown();
        return ref.commit(words.version(0)) ? "" : "Version number out of range.\n";
    }

    /** The reference of that file or {@code #id}, or null. */
    private @Nullable PatternRef named(String name) {
        if (!name.startsWith("#")) return proxy.patterns().named(name);
        Integer id = NumberArgument.of(name.substring(1));
        return id == null ? null : proxy.patterns().numbered(id);
    }

    /** The same, unless no map or ACL, as the command has it, uses it. */
    private @Nullable PatternRef used(PatternWords words) {
        PatternRef ref = named(words.name());
        return ref == null || !ref.isUsedBy(words.user()) ? null : ref;
    }

    /** As patterns are kept: bytes as ISO 8859-1. */
    private static String kept(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String shown(String text) {
        return new String(text.getBytes(ISO_8859_1), UTF_8);
    }
}
